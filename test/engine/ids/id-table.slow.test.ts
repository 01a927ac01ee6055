import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdTable } from '../../../src/engine/ids/id-table.ts';
import { MapIdTable } from '../../../src/engine/ids/map-id-table.ts';
import { SimdIdTable } from '../../../src/engine/ids/simd-id-table.ts';
import { ACCEPTED, LOOK_CLOSER } from '../../../src/engine/index.ts';
import { newSimdInstance } from '../../../src/engine/wasm/simd-module.ts';

type Hash = readonly [number, number];

/** Words of a hash of which many are the same, at both ends of what there is too. */
const words = fc.oneof(fc.nat(5), fc.constantFrom(0xffff_ffff, 0x8000_0000), fc.nat());
const hashes = fc.array(fc.tuple(words, words), { maxLength: 300 });
const large = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 5000, maxLength: 9000 });

function newSimdTable(): SimdIdTable {
  const simd = newSimdInstance();
  if (simd === undefined) throw new Error('There is no WebAssembly');
  return new SimdIdTable(simd);
}

/** All positions that a hash was put with. */
function positionsOf(table: IdTable, [first, second]: Hash): number[] {
  const found: number[] = [];
  for (let there = table.find(first, second); there !== 0; there = table.next()) found.push(there);
  return found;
}

function add(table: IdTable, hash: Hash, position: number) {
  const found = positionsOf(table, hash);
  table.put(position);
  return found;
}

/** Lines with these hashes; those at `closer` are not accepted. */
function linesOf(all: readonly Hash[], closer: ReadonlySet<number> = new Set()) {
  return {
    idHashes: Uint32Array.from(all.flat()),
    verdict: Uint8Array.from(all, (_, index) => (closer.has(index) ? LOOK_CLOSER : ACCEPTED)),
    count: all.length,
  };
}

describe.each([
  ['SimdIdTable', newSimdTable],
  ['MapIdTable', () => new MapIdTable()],
])('%s', (_name, newTable: () => IdTable) => {
  it('always gives the positions that a hash was put with, and maybe others', () => {
    fc.assert(
      fc.property(fc.oneof(hashes, large), fc.nat(2 ** 26), (all, before) => {
        const table = newTable();
        const put = new Map<string, number[]>();
        for (const [index, hash] of all.entries()) {
          const key = hash.join();
          const position = before + index + 1;

          expect(add(table, hash, position)).toEqual(expect.arrayContaining(put.get(key) ?? []));

          put.set(key, [...(put.get(key) ?? []), position]);
        }
        for (const hash of all.slice(0, 300)) {
          expect(positionsOf(table, hash)).toEqual(
            expect.arrayContaining(put.get(hash.join()) ?? []),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('adds many at once as it adds one after the other, and stops where a line is not accepted', () => {
    fc.assert(
      fc.property(
        fc.oneof(hashes, large),
        fc.array(fc.nat(300)),
        fc.nat(9000),
        (all, not, expected) => {
          const single = newTable();
          const batch = newTable();
          const closer = new Set(not);
          batch.take(linesOf(all, closer));
          batch.expect(expected);
          for (let index = 0; index < all.length; index += 1) {
            const end = batch.addNew([index, all.length], index + 1);
            for (; index < end; index += 1) {
              expect(add(single, all[index] ?? [0, 0], index + 1)).toEqual([]);
              expect(closer.has(index)).toBe(false);
            }
            if (end === all.length) break;
            const hash = all[end] ?? [0, 0];
            const found = add(single, hash, end + 1);

            expect(found.length > 0 || closer.has(end)).toBe(true);
            expect(add(batch, hash, end + 1)).toEqual(found);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('grows by runs of one hash, wherever they stand', () => {
    for (const word of [0, 0x7fff_ffff, 0xffff_ffff]) {
      const table = newTable();
      for (let position = 1; position <= 5000; position += 1) {
        table.find(word, position << 24);
        while (table.next() !== 0);
        table.put(position);
      }

      expect(positionsOf(table, [word, 7 << 24])).toContain(7);
    }
  });

  it('takes positions up to 2^32 - 1 and no more', () => {
    const table = newTable();
    add(table, [1, 0xffff_ffff], 3);

    add(table, [1, 0xffff_ffff], 2 ** 32 - 1);

    expect(positionsOf(table, [1, 0xffff_ffff])).toEqual([3, 2 ** 32 - 1]);

    table.find(9, 9);

    expect(() => table.put(2 ** 32)).toThrow(RangeError);
  });

  it('adds none of lines that it did not take', () => {
    const table = newTable();
    table.take(linesOf([[1, 1]]));

    expect(table.addNew([0, 1], 1)).toBe(1);
    expect(table.addNew([1, 2], 2)).toBe(1);
  });
});

describe('SimdIdTable', () => {
  it('tells hashes apart by what positions leave of the second word', () => {
    const table = newSimdTable();

    add(table, [1, 0x0300_0000], 1);

    expect(positionsOf(table, [1, 0x0200_0000])).toEqual([]);

    add(table, [2, 0], 2 ** 26);

    expect([positionsOf(table, [1, 0x0200_0000]), positionsOf(table, [1, 0x1000_0000])]).toEqual([
      [1],
      [],
    ]);
  });

  it.each([
    ['as many as were expected', 11.1, 1_000_000],
    ['expected by nobody', 22.2, 0],
    ['more than were expected', 15, 500_000],
    ['many fewer than were expected', 43.1, 1e9],
  ])('takes little memory where %s come', (_name, most, expected) => {
    const table = newSimdTable();
    const count = 1_000_000;
    const each = 1000;
    table.expect(expected);

    for (let at = 0; at < count; at += each) {
      const all = Array.from(
        { length: each },
        (_, index): Hash => [Math.imul(at + index + 1, 0x9e3779b1) >>> 0, index],
      );
      table.take(linesOf(all));
      expect(table.addNew([0, each], at + 1)).toBe(each);
    }

    expect(table.bytes).toBeLessThan(most * count);
  });
});
