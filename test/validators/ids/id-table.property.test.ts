import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../../../src/validators/ids/id-table.ts';

/** Words of a hash of which many are the same, at both ends of what there is too. */
const words = fc.oneof(fc.nat(5), fc.constantFrom(0xffff_ffff, 0x8000_0000), fc.nat());
const hashes = fc.array(fc.tuple(words, words), { maxLength: 300 });
const large = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 5000, maxLength: 9000 });

/** All positions that a hash was put with. */
function positionsOf(table: IdTable, first: number, second: number): number[] {
  const found: number[] = [];
  for (let there = table.find(first, second); there !== 0; there = table.next()) found.push(there);
  return found;
}

function add(table: IdTable, [first, second]: readonly [number, number], position: number) {
  const found = positionsOf(table, first, second);
  table.put(position);
  return found;
}

describe('IdTable', () => {
  it('always gives the positions that a hash was put with, and maybe others', () => {
    fc.assert(
      fc.property(fc.oneof(hashes, large), fc.nat(2 ** 26), (all, before) => {
        const table = new IdTable();
        const put = new Map<string, number[]>();
        for (const [index, hash] of all.entries()) {
          const key = hash.join();
          const position = before + index + 1;

          expect(add(table, hash, position)).toEqual(expect.arrayContaining(put.get(key) ?? []));

          put.set(key, [...(put.get(key) ?? []), position]);
        }
        for (const [first, second] of all.slice(0, 300)) {
          expect(positionsOf(table, first, second)).toEqual(
            expect.arrayContaining(put.get([first, second].join()) ?? []),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('adds many at once as it adds one after the other', () => {
    fc.assert(
      fc.property(fc.oneof(hashes, large), (all) => {
        const single = new IdTable();
        const batch = new IdTable();
        const flat = Uint32Array.from(all.flat());
        batch.touch(flat, all.length);
        for (let index = 0; index < all.length; ) {
          const end = batch.addNew(flat, [index, all.length], index + 1);
          for (; index < end; index += 1) {
            expect(add(single, all[index] ?? [0, 0], index + 1)).toEqual([]);
          }
          if (end === all.length) break;
          const hash = all[end] ?? [0, 0];
          const found = add(single, hash, end + 1);

          expect(found).not.toEqual([]);
          expect(add(batch, hash, end + 1)).toEqual(found);

          index = end + 1;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('grows by runs of one hash, wherever they stand', () => {
    for (const word of [0, 0x7fff_ffff, 0xffff_ffff]) {
      const table = new IdTable();
      for (let position = 1; position <= 5000; position += 1) {
        table.find(word, position << 24);
        while (table.next() !== 0);
        table.put(position);
      }

      expect(positionsOf(table, word, 7 << 24)).toContain(7);
    }
  });

  it('tells hashes apart by what positions leave of the second word', () => {
    const table = new IdTable();

    add(table, [1, 0x0300_0000], 1);

    expect(positionsOf(table, 1, 0x0200_0000)).toEqual([]);

    add(table, [2, 0], 2 ** 26);

    expect([positionsOf(table, 1, 0x0200_0000), positionsOf(table, 1, 0x1000_0000)]).toEqual([
      [1],
      [],
    ]);
  });

  it('takes positions up to 2^32 - 1 and no more', () => {
    const table = new IdTable();
    add(table, [1, 0xffff_ffff], 3);

    add(table, [1, 0], 2 ** 32 - 1);

    expect(positionsOf(table, 1, 5)).toEqual([3, 2 ** 32 - 1]);

    table.find(9, 9);

    expect(() => table.put(2 ** 32)).toThrow(RangeError);
  });

  it.each([
    ['as many as were expected', 11.1, 1_000_000],
    ['expected by nobody', 22.2, 0],
    ['more than were expected', 15, 500_000],
    ['many fewer than were expected', 60, 1e9],
  ])('takes little memory where %s come', (_name, most, expected) => {
    const table = new IdTable();
    const count = 1_000_000;
    const flat = new Uint32Array(2 * count);
    for (let at = 0; at < flat.length; at += 1) flat[at] = Math.imul(at + 1, 0x9e3779b1);
    const blocks = 1000;
    const each = count / blocks;
    table.expect(expected);

    for (let at = 0; at < count; at += each) {
      expect(table.addNew(flat, [at, at + each], at + 1)).toBe(at + each);
    }

    expect(table.bytes).toBeLessThan(most * count);
  });
});
