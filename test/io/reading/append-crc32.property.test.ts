import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCrc32 } from '../../../src/io/reading/append-crc32.ts';

describe('appendCrc32()', () => {
  it('always gives the CRC32 of the bytes one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (pieces) => {
        const sum = pieces.reduce(
          (before, piece) => appendCrc32(before, crc32(piece), piece.length),
          0,
        );

        expect(sum).toBe(crc32(Buffer.concat(pieces)));
      }),
    );
  });

  it('takes lengths beyond 32 bits', () => {
    const half = 2 ** 32;
    let zeros = crc32(Buffer.alloc(1));
    for (let bytes = 1; bytes < half; bytes *= 2) zeros = appendCrc32(zeros, zeros, bytes);
    const twice = appendCrc32(zeros, zeros, half);

    const sum = appendCrc32(appendCrc32(crc32('a'), zeros, half), zeros, half);

    expect(appendCrc32(crc32('a'), twice, 2 * half)).toBe(sum);
  });
});
