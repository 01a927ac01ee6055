import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesThrough } from '../../support/lines-through.ts';

/** Bytes with many newlines. */
const bytes = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(10, 97) },
      { weight: 1, arbitrary: fc.nat(255) },
    ),
    { maxLength: 400 },
  )
  .map((values) => Uint8Array.from(values));

function cut(all: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (const size of sizes) {
    pieces.push(all.subarray(start, start + size));
    start += size;
  }
  return [...pieces, all.subarray(start)];
}

describe('PlainLineEngine', () => {
  it('always gives the same lines, however the bytes are cut', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.integer({ min: 1, max: 50 })), (all, sizes) => {
        expect(linesThrough(cut(all, sizes))).toEqual(linesThrough([all]));
      }),
    );
  });

  it('always gives back every byte, in order, one newline a line', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        const lines = linesThrough([all]);

        expect(lines.map(({ text }) => text).join('')).toBe(Buffer.from(all).toString('latin1'));
        expect(
          lines.every(({ text }) => text.indexOf('\n') === text.length - 1 || !text.includes('\n')),
        ).toBe(true);
      }),
    );
  });

  it('always agrees on which lines are too long, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.integer({ min: 1, max: 50 })),
        fc.integer({ min: 1, max: 30 }),
        (all, sizes, maxLineBytes) => {
          const facts = (pieces: Uint8Array[]) =>
            linesThrough(pieces, { maxLineBytes }).map(({ offset, tooLong }) => ({
              offset,
              tooLong,
            }));

          expect(facts(cut(all, sizes))).toEqual(facts([all]));
        },
      ),
    );
  });
});
