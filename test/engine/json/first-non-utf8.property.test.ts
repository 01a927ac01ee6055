import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstNonUtf8 } from '../../../src/engine/json/first-non-utf8.ts';

/** Characters of all lengths, with a few bytes that belong to none. */
const nearlyText = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'é', '日', '😀').map((text) => Buffer.from(text)),
      },
      fc.constantFrom(0x80, 0x98, 0x9f, 0xc3, 0xe6, 0xf0, 0xff).map((byte) => Buffer.of(byte)),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => new Uint8Array(Buffer.concat(pieces)));

describe('firstNonUtf8()', () => {
  it('never finds anything in text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => firstNonUtf8(Buffer.from(text)) === -1,
      ),
    );
  });

  it('always finds the end of the longest good beginning', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), nearlyText), (bytes) => {
        const lengths = Array.from({ length: bytes.length + 1 }, (_, length) => length);
        const good = lengths.filter((length) => isUtf8(bytes.subarray(0, length)));

        expect(firstNonUtf8(bytes)).toBe(isUtf8(bytes) ? -1 : Math.max(...good));
      }),
      { numRuns: 2000 },
    );
  });
});
