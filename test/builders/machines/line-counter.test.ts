import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCounter, utf16Units } from '../../../src/builders/machines/line-counter.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf } from '../../support/read-rows.ts';

const texts = fc
  .array(fc.constantFrom('a', '\n', '\r\n', 'é', '日', '😀'), { maxLength: 20 })
  .map((parts) => parts.join(''));

describe('utf16Units()', () => {
  it('counts what the decoded text has', () => {
    const bytes = bytesOf('aé日😀');

    expect(utf16Units(bytes, 0, bytes.length)).toBe('aé日😀'.length);
  });
});

describe('LineCounter', () => {
  it('always knows line and column of a character, whatever the pieces', () => {
    fc.assert(
      fc.property(texts, fc.nat(), cuts, (text, place, places) => {
        const units = [...text].slice(0, place % ([...text].length + 1)).join('');
        const pieces = cutAt(bytesOf(text), places);
        const lines = new LineCounter();
        let offset = bytesOf(units).length;
        for (const piece of pieces) {
          lines.next(piece);
          if (offset <= piece.length) break;
          offset -= piece.length;
        }
        const before = units.split('\n');

        expect(lines.positionAt(offset)).toEqual({
          line: before.length,
          column: (before.at(-1) ?? '').length + 1,
        });
        expect(lines.lineAt(offset)).toBe(before.length);
      }),
      { numRuns: 300 },
    );
  });
});
