import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, locateSpan } from '../../../src/validators/record/place.ts';

const place = { source: 'a.jsonl', line: 4, byteOffset: 100 };
const bytesOf = (text: string) => Buffer.from(text);

describe('locateSpan()', () => {
  it('counts columns in UTF-16 units and offsets in bytes', () => {
    const location = locateSpan(place, bytesOf('"ä😀",x'), {
      span: { start: 9, end: 10 },
      path: ['modelInput', 'a'],
    });

    expect(location).toEqual({
      source: 'a.jsonl',
      line: 4,
      column: 7,
      byteOffset: 109,
      path: 'modelInput.a',
    });
  });
});

describe('excerptOf()', () => {
  it('gives a short line whole', () => {
    expect(excerptOf(bytesOf('{"a":1}'), { start: 5, end: 6 })).toEqual({
      text: '{"a":1}',
      offset: 5,
      length: 1,
      cutBefore: false,
      cutAfter: false,
    });
  });

  it('cuts 80 characters out of a line of a megabyte', () => {
    const line = bytesOf(`${'a'.repeat(500_000)}HERE${'b'.repeat(500_000)}`);

    const excerpt = excerptOf(line, { start: 500_000, end: 500_004 });

    expect(excerpt.text.length).toBe(80);
    expect(excerpt.text.slice(excerpt.offset, excerpt.offset + excerpt.length)).toBe('HERE');
    expect(excerpt).toMatchObject({ cutBefore: true, cutAfter: true });
  });

  it('always marks the span, or its beginning, inside of at most 80 characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (before, spot, after) => {
          const line = bytesOf(before + spot + after);
          const start = Buffer.byteLength(before);
          const { text, offset, length } = excerptOf(line, {
            start,
            end: start + Buffer.byteLength(spot),
          });

          expect(text.length).toBeLessThanOrEqual(80);
          expect(spot.startsWith(text.slice(offset, offset + length))).toBe(true);
          expect(length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
