import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { xxhash128 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { FileSink, formatCrc32, newHasher, nextTurn, WriteBehind } from '../../../src/io/index.ts';

/** Sizes around those of the buffers, and whether the event loop turns behind a write. */
const writes = fc.array(
  fc.record({
    bytes: fc.oneof(
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom(1 << 18, (1 << 19) - 1, 1 << 19, (1 << 19) + 1, (1 << 20) + 1),
    ),
    turns: fc.boolean(),
  }),
  { maxLength: 12 },
);

describe('FileSink', () => {
  it('writes the bytes it got in their order, behind or at once, and knows them by size and digests', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sink-'));
    let file = 0;

    await fc.assert(
      fc.asyncProperty(writes, fc.boolean(), async (pieces, isBehind) => {
        file += 1;
        const path = join(folder, String(file));
        const behind = isBehind ? new WriteBehind() : undefined;
        const sink = new FileSink(path, await newHasher(), behind);
        const all: Buffer[] = [];
        for (const [index, { bytes, turns }] of pieces.entries()) {
          const piece = Buffer.alloc(bytes, index + 1);
          all.push(Buffer.from(piece));
          sink.write(piece);
          // what was given is the caller's again
          piece.fill(0);
          if (turns) await nextTurn();
        }
        const digest = sink.close();
        await behind?.settle();

        const whole = Buffer.concat(all);
        expect(readFileSync(path).equals(whole)).toBe(true);
        expect(digest).toEqual({
          bytes: whole.length,
          crc32: formatCrc32(crc32(whole)),
          hash: await xxhash128(whole),
        });
      }),
      { numRuns: 60 },
    );
    await rm(folder, { recursive: true });
  });

  it('always reads again what was written at once, whether it left the buffer or not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sink-'));
    let file = 0;
    const spans = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3000 })), { maxLength: 20 });

    await fc.assert(
      fc.asyncProperty(writes, spans, async (pieces, looks) => {
        file += 1;
        const sink = new FileSink(join(folder, String(file)), await newHasher());
        let all = Buffer.alloc(0);
        for (const [index, { bytes }] of pieces.entries()) {
          const piece = Buffer.alloc(bytes, index + 1);
          sink.write(piece);
          all = Buffer.concat([all, piece]);
          for (const [at, length] of looks) {
            const from = at % (all.length + 1);
            const into = Buffer.alloc(Math.min(length, all.length - from));
            sink.readAt(into, from);
            expect(into.equals(all.subarray(from, from + into.length))).toBe(true);
          }
        }
        sink.close();
      }),
      { numRuns: 40 },
    );
    await rm(folder, { recursive: true });
  });
});
