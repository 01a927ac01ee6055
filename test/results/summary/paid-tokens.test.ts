import { describe, expect, it } from 'vitest';
import { paidFor, sumPaid } from '../../../src/results/summary/paid-tokens.ts';

const PRICE = {
  kind: 'given',
  low: { input: 1, output: 2 },
  high: { input: 2, output: 4 },
} as const;
const UNKNOWN = { kind: 'unknown', reason: 'none was read' } as const;
const TOKENS = { inputTokens: 1_000_000, outputTokens: 500_000 };

describe('what tokens cost', () => {
  it('lies between the least and the most that the price may be', () => {
    expect(paidFor(TOKENS, PRICE)).toEqual({ ...TOKENS, cost: { low: 2, high: 4 } });
  });

  it('is not known without a price, unless there are none', () => {
    expect(paidFor(TOKENS, UNKNOWN).cost).toBeUndefined();
    expect(paidFor(TOKENS, undefined).cost).toBeUndefined();
    expect(paidFor({ inputTokens: 0, outputTokens: 0 }, UNKNOWN).cost).toEqual({ low: 0, high: 0 });
  });

  it('is without the tokens of a cache, which are counted', () => {
    const cached = paidFor({ ...TOKENS, cacheTokens: 7 }, PRICE);

    expect(cached).toEqual({ ...TOKENS, cacheTokens: 7, cost: { low: 2, high: 4 } });
    expect(sumPaid([cached, paidFor(TOKENS, PRICE), cached]).cacheTokens).toBe(14);
    expect(sumPaid([paidFor(TOKENS, PRICE)])).not.toHaveProperty('cacheTokens');
  });

  it('is added up, and not known where that of one is not', () => {
    const known = paidFor(TOKENS, PRICE);

    expect(sumPaid([known, known])).toMatchObject({
      inputTokens: 2_000_000,
      cost: { low: 4, high: 8 },
    });
    expect(sumPaid([known, paidFor(TOKENS, UNKNOWN)]).cost).toBeUndefined();
    expect(sumPaid([]).cost).toEqual({ low: 0, high: 0 });
  });
});
