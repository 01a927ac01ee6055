import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_LINE_BYTES } from '../../../src/engine/index.ts';
import { longestOutput } from '../../../src/results/outputs/longest-output.ts';

/** The longest JSON of a text: an escape for each unit. */
const escaped = (text: string) =>
  `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;

describe('longestOutput()', () => {
  it('always has room for a record, however it is written, beside an answer of 25 MB', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const input = Buffer.byteLength(JSON.stringify({ recordId: '1', modelInput: { text } }));
        const output = `{"modelInput":{"text":${escaped(text)}},"modelOutput":{},"recordId":"1"}`;

        expect(output.length + 25_000_000).toBeLessThan(longestOutput(input));
      }),
    ));

  it('never is more than can be read at all', () => {
    expect(longestOutput(1e9)).toBe(LARGEST_LINE_BYTES);
    expect(longestOutput(0)).toBeLessThan(LARGEST_LINE_BYTES / 2);
  });
});
