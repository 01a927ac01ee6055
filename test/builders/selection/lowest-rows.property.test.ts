import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LowestRows } from '../../../src/builders/selection/lowest-rows.ts';
import { rowKey } from '../../../src/builders/selection/row-key.ts';

const sampleOf = (rows: readonly number[], most: number, seed: number) => {
  const lowest = new LowestRows(most, seed);
  for (const row of rows) lowest.add(row);
  return [...lowest.sorted()];
};
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), { maxLength: 3000 });
const seeds = fc.maxSafeNat();

describe('LowestRows', () => {
  it('always keeps the rows with the lowest keys, in their order', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 3000 }), seeds, (rows, most, seed) => {
        const byKey = rows.toSorted((a, b) => rowKey(seed, a) - rowKey(seed, b) || a - b);
        const expected = byKey.slice(0, most).sort((a, b) => a - b);
        expect(sampleOf(rows, most, seed)).toEqual(expected);
      }),
    );
  });

  it('always keeps a smaller sample within a larger one', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 50 }), seeds, (rows, most, seed) => {
        const larger = new Set(sampleOf(rows, 2 * most, seed));
        expect(sampleOf(rows, most, seed).every((row) => larger.has(row))).toBe(true);
      }),
    );
  });
});

describe('rowKey()', () => {
  it('is always a whole number below 2^53', () => {
    fc.assert(
      fc.property(seeds, fc.maxSafeNat(), (seed, row) => {
        const key = rowKey(seed, row);
        expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
      }),
    );
  });

  it('takes the same rows in every version', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => index + 1);

    expect(sampleOf(rows, 8, 0)).toMatchInlineSnapshot(`
      [
        344,
        521,
        655,
        670,
        723,
        946,
        960,
        983,
      ]
    `);
    expect(sampleOf(rows, 8, 1)).toMatchInlineSnapshot(`
      [
        99,
        106,
        120,
        256,
        385,
        423,
        795,
        970,
      ]
    `);
  });

  it('takes every row about as often as any other, and pairs of neighbours too', () => {
    const [seedCount, rowCount, most] = [4000, 100, 20];
    const rows = Array.from({ length: rowCount }, (_, index) => index + 1);
    const taken = new Float64Array(rowCount + 1);
    let pairs = 0;
    for (let seed = 0; seed < seedCount; seed += 1) {
      const sample = sampleOf(rows, most, seed);
      for (const [index, row] of sample.entries()) {
        taken[row] = (taken[row] ?? 0) + 1;
        if (sample[index + 1] === row + 1) pairs += 1;
      }
    }
    const expected = (seedCount * most) / rowCount;
    const chi = taken.subarray(1).reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);

    // without replacement the statistic is about 99 times 0.8, with a deviation of 11
    expect(chi).toBeLessThan(135);
    const expectedPairs =
      seedCount * (rowCount - 1) * (most / rowCount) * ((most - 1) / (rowCount - 1));
    expect(Math.abs(pairs / expectedPairs - 1)).toBeLessThan(0.05);
  });
});
