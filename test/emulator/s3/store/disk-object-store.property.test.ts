import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openObjectStore } from '../../../../src/emulator/s3/store/disk-object-store.ts';
import { sliceRange } from '../../../../src/emulator/s3/store/slice-range.ts';
import { compareUtf8 } from '../../../../src/emulator/s3/store/utf8-order.ts';

const open = (folder: string) =>
  openObjectStore({ folder, region: 'us-east-1', owner: '123456789012', now: () => new Date(0) });

describe('DiskObjectStore', () => {
  it('always gives back the last bytes of every key, also after a restart', async () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
      fc.constantFrom('..', '__proto__', 'a/b'),
    );
    const writes = fc.array(fc.tuple(key, fc.uint8Array({ maxLength: 50 })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(writes, async (list) => {
        const folder = await mkdtemp(join(tmpdir(), 'bedrock-batch-store-'));
        try {
          const first = await open(folder);
          await first.createBucket('bucket');
          for (const [name, body] of list) await first.write('bucket', name, [body]);
          const expected = new Map(list.map(([name, body]) => [name, Buffer.from(body)]));

          for (const store of [first, await open(folder)]) {
            const keys = store.list('bucket', '').map((object) => object.key);
            expect(keys).toEqual([...expected.keys()].sort(compareUtf8));
            for (const [name, body] of expected) {
              expect(await buffer(store.read('bucket', name))).toEqual(body);
            }
          }
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('sliceRange()', () => {
  it('always names the bytes of the range, in order', () => {
    const slices = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(slices, fc.nat(30), fc.nat(30), (sizes, start, end) => {
        const list = sizes.map((bytes, i) => ({ file: String(i), start: 0, bytes }));
        const whole = list.flatMap(({ file, bytes }) =>
          Array.from({ length: bytes }, (_, at) => `${file}:${at}`),
        );
        const found = sliceRange(list, { start, end }).flatMap((slice) =>
          Array.from({ length: slice.bytes }, (_, at) => `${slice.file}:${slice.start + at}`),
        );

        expect(found).toEqual(whole.slice(start, end + 1));
      }),
      { numRuns: 300 },
    );
  });
});
