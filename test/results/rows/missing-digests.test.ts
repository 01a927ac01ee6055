import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/dataset/index.ts';
import { formatCrc32, homeAt } from '../../../src/io/index.ts';
import { KeptDigests } from '../../../src/results/rows/kept-digests.ts';
import { MissingDigests } from '../../../src/results/rows/missing-digests.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

describe('MissingDigests', () => {
  const folder = useTemporaryFolder();
  const missing = (digests: readonly bigint[]) => {
    const bytes = Buffer.from(BigUint64Array.from(digests).buffer);
    writeFileSync(join(folder.path, 'rows.digests'), bytes);
    const dataset = { home: homeAt(folder.path, { once: [] }) } as Dataset;
    const rows = { count: digests.length, crc32: formatCrc32(crc32(bytes)) };
    return new MissingDigests(KeptDigests.open(dataset, rows));
  };

  it('always gives the places of equal digests in their order, each once, whatever else is asked for', () => {
    const digest = fc.oneof(
      fc.bigInt({ min: 0n, max: 5n }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    );
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 60 }), fc.array(digest), (kept, asked) => {
        const digests = missing(kept);
        const places = new Map<bigint, number[]>();
        kept.forEach((one, index) => {
          places.set(one, [...(places.get(one) ?? []), index + 1]);
        });
        let left = kept.length;

        for (const one of [...asked, ...kept.toReversed(), ...asked]) {
          const expected = places.get(one)?.shift();
          if (expected !== undefined) left -= 1;
          expect(digests.take(one)).toBe(expected);
          expect([digests.has(one), digests.size]).toEqual([kept.includes(one), left]);
        }
        expect(left).toBe(0);
      }),
    );
  });

  it('takes many equal digests in time that is linear in them', () => {
    const count = 200_000;
    const digests = missing(new Array<bigint>(count).fill(7n));

    const begin = performance.now();
    for (let place = 1; place <= count; place += 1)
      if (digests.take(7n) !== place) throw new Error(`Place ${place} was not taken`);

    expect([digests.size, digests.take(7n)]).toEqual([0, undefined]);
    // one after the other they would take minutes
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
