import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpreadSample } from '../../src/core/index.ts';
import { SampledSum } from '../../src/pricing/index.ts';

/** A number from 0 to before 1 for each whole number. */
function noise(number: number, seed: number): number {
  const wave = Math.sin((number + 1) * 12.9898 + seed * 78.233) * 43_758.5453;
  return wave - Math.floor(wave);
}

/** What a record takes, by its number and a seed: alike, of two kinds in turn, growing, a few very long ones. */
const SHAPES: readonly ((number: number, seed: number) => number)[] = [
  (number, seed) => 100 + 50 * noise(number, seed),
  (number, seed) => (number % 2 === 0 ? 10 : 1_000) + noise(number, seed),
  (number, seed) => number + 100 * noise(number, seed),
  (number, seed) => 50 / (0.02 + noise(number, seed)),
];

describe('SampledSum', () => {
  it.each(SHAPES.map((shape, index) => [index, shape] as const))(
    'holds what the others have in about 95 of 100 samples (shape %i)',
    (_index, shape) => {
      const sample = new SpreadSample(5_000, 200);
      const seeds = 200;
      let held = 0;
      for (let seed = 0; seed < seeds; seed += 1) {
        const sum = new SampledSum();
        let all = 0;
        for (let number = 0; number < 5_000; number += 1) all += shape(number, seed);
        let taken = 0;
        for (let number = 0; number < 200; number += 1) {
          const value = shape(sample.recordAt(number), seed);
          sum.add(value);
          taken += value;
        }
        const { low = 0, high = 0 } = sum.of(4_800) ?? {};
        if (low <= all - taken && all - taken <= high) held += 1;
      }
      expect(held).toBeGreaterThanOrEqual(0.9 * seeds);
    },
  );

  it('is exact of records that are all alike, and ordered always', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 2,
      maxLength: 50,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1_000_000 }), (taken, others) => {
        const [first = 0] = taken;
        const [sum, alike] = [new SampledSum(), new SampledSum()];
        for (const value of taken) {
          sum.add(value);
          alike.add(first);
        }

        const { low = 0, likely = 0, high = 0 } = sum.of(others) ?? {};

        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(high);
        const exact = first * others;
        expect(alike.of(others)).toEqual({ low: exact, likely: exact, high: exact });
      }),
    );
  });

  it('says nothing of fewer than two', () => {
    const sum = new SampledSum();
    expect(sum.of(10)).toBeUndefined();
    sum.add(5);
    expect(sum.of(10)).toBeUndefined();
  });
});
