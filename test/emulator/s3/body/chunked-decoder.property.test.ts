import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedDecoder } from '../../../../src/emulator/s3/body/chunked-decoder.ts';

/** Sizes of chunks: all but the last at least 8 KiB. */
const sizes = fc
  .tuple(
    fc.array(fc.integer({ min: 8192, max: 9000 }), { maxLength: 3 }),
    fc.integer({ min: 1, max: 90 }),
  )
  .map(([large, last]) => [...large, last]);

function frame(data: Uint8Array, chunkSizes: readonly number[], trailer: string): Buffer {
  const pieces: Uint8Array[] = [];
  let position = 0;
  for (const size of chunkSizes) {
    pieces.push(Buffer.from(`${size.toString(16)}\r\n`), data.subarray(position, position + size));
    pieces.push(Buffer.from('\r\n'));
    position += size;
  }
  pieces.push(Buffer.from(`0\r\nx-amz-checksum-crc32:${trailer}\r\n\r\n`));
  return Buffer.concat(pieces);
}

describe('ChunkedDecoder', () => {
  it('always gives the data and the trailer, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 40 }),
        (chunks, cuts) => {
          const total = chunks.reduce((sum, size) => sum + size, 0);
          const data = Buffer.from(Array.from({ length: total }, (_, i) => (i * 31) % 256));
          const framed = frame(data, chunks, 'AAAAAA==');
          const decoder = new ChunkedDecoder();
          const seen: Uint8Array[] = [];
          let position = 0;
          for (const cut of [...cuts, framed.length]) {
            seen.push(...decoder.push(framed.subarray(position, position + cut)));
            position = Math.min(framed.length, position + cut);
          }
          decoder.finish();

          expect(Buffer.concat(seen).equals(data)).toBe(true);
          expect([...decoder.trailers]).toEqual([['x-amz-checksum-crc32', 'AAAAAA==']]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never takes a body that ends early', () => {
    const framed = frame(Buffer.from('abc'), [3], 'AAAAAA==');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: framed.length - 1 }), (length) => {
        const decoder = new ChunkedDecoder();
        decoder.push(framed.subarray(0, length));

        expect(() => decoder.finish()).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a small chunk that is not the last', () => {
    const framed = frame(Buffer.from('abcd'), [3, 1], 'AAAAAA==');

    expect(() => new ChunkedDecoder().push(framed)).toThrow(
      expect.objectContaining({ code: 'InvalidChunkSizeError', status: 403 }),
    );
  });

  it.each(['zz\r\n', '3\r\nabcd\r\n', `${'0'.repeat(9000)}`])(
    'refuses framing such as %j',
    (text) => {
      expect(() => new ChunkedDecoder().push(Buffer.from(text))).toThrow(
        expect.objectContaining({ code: 'IncompleteBody' }),
      );
    },
  );
});
