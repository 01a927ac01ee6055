import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedRecord, countedTokens } from '../../../src/pricing/tokens/counted-tokens.ts';

const record = fc.record({
  guessed: fc.integer({ min: 1, max: 10_000 }),
  counted: fc.integer({ min: 0, max: 20_000 }),
});

function sumOf(records: readonly CountedRecord[], key: keyof CountedRecord): number {
  return records.reduce((sum, one) => sum + one[key], 0);
}

function populationOf(records: readonly CountedRecord[], hasMedia = false) {
  const guessed = sumOf(records, 'guessed');
  const exactly = { low: guessed, likely: guessed, high: guessed };
  return { records: records.length, guessed: exactly, hasMedia };
}

describe('countedTokens', () => {
  it('is the sum, without a width, where every record was counted', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), fc.boolean(), (records, hasMedia) => {
        const sum = sumOf(records, 'counted');
        const tokens = countedTokens(records, populationOf(records, hasMedia));
        expect(tokens).toEqual({ low: sum, likely: sum, high: sum });
      }),
    );
  });

  it('is in order, and never below what was counted', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 2 }),
        fc.array(record, { minLength: 1 }),
        fc.boolean(),
        (sample, others, hasMedia) => {
          const all = populationOf([...sample, ...others], hasMedia);
          const { low, likely, high } = countedTokens(sample, all);
          expect(low).toBeGreaterThanOrEqual(sumOf(sample, 'counted'));
          expect(likely).toBeLessThanOrEqual(high);
          expect(low).toBeLessThanOrEqual(Math.max(likely, sumOf(sample, 'counted')));
        },
      ),
    );
  });

  it('holds the tokens of all in nine draws of ten and more, of records that differ a hundredfold', () => {
    const records = Array.from({ length: 3000 }, (_, index) => {
      const guessed = Math.ceil(30 * 100 ** noise(index));
      return { guessed, counted: Math.ceil(guessed * (0.8 + noise(index + 5000))) };
    });
    const sum = sumOf(records, 'counted');
    const draws = Array.from({ length: 400 }, (_, draw) => {
      const sample = Array.from({ length: 100 }, (_, index) => {
        const at = Math.floor(noise(draw * 100 + index + 9000) * records.length);
        return records[at] ?? { guessed: 1, counted: 1 };
      });
      return countedTokens(sample, populationOf(records, draw % 2 === 0));
    });

    const held = draws.filter(({ low, high }) => low <= sum && sum <= high).length;

    expect(held / draws.length).toBeGreaterThan(0.9);
    expect(held).toBeLessThan(draws.length);
  });
});

/** A number from 0 to 1 that is the same for the same seed. */
function noise(seed: number): number {
  let mixed = Math.imul(seed + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
