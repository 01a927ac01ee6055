import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUtf8 } from '../../../../src/emulator/s3/store/utf8-order.ts';

describe('compareUtf8()', () => {
  it('always orders texts as their bytes in UTF-8', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      {
        numRuns: 500,
        examples: [
          ['\uffff', '\u{10000}'],
          ['\ue000', '😀'],
          ['a', 'a\u{10ffff}'],
        ],
      },
    );
  });
});
