import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpreadSample } from '../../src/core/index.ts';

/** Records, and how many of them the sample has. */
const cuts = fc
  .integer({ min: 1, max: 3_000 })
  .chain((records) =>
    fc.record({ records: fc.constant(records), count: fc.integer({ min: 1, max: records }) }),
  );

describe('SpreadSample', () => {
  it('takes one record of each stratum, so that no part of the source is passed by', () => {
    fc.assert(
      fc.property(cuts, ({ records, count }) => {
        const sample = new SpreadSample(records, count);
        const stratum = records / count;
        for (let number = 0; number < count; number += 1) {
          expect(sample.recordAt(number)).toBeGreaterThanOrEqual(Math.floor(number * stratum));
          expect(sample.recordAt(number)).toBeLessThan(Math.ceil((number + 1) * stratum));
        }
      }),
    );
  });

  it('holds for more records than there are whole numbers of 32 bits', () => {
    const sample = new SpreadSample(8_000_000_000, 50_000);

    expect(sample.recordAt(49_999)).toBeGreaterThan(7_999_000_000);
    expect(sample.otherAt(7_999_949_999)).toBe(7_999_999_999);
  });

  it('takes of each kind about as many as there are where kinds take turns', () => {
    for (const kinds of [2, 3, 10, 64]) {
      const sample = new SpreadSample(64_000, 1_000);
      const found = new Array<number>(kinds).fill(0);
      for (let number = 0; number < 1_000; number += 1) {
        const kind = sample.recordAt(number) % kinds;
        found[kind] = (found[kind] ?? 0) + 1;
      }
      const expected = 1_000 / kinds;
      for (const count of found)
        expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });
});
