import { costOfTokens, type FoundPrice } from '../../pricing/index.ts';
import { addTokens, noTokens, type TokenTotals } from '../outcomes/job-outcomes.ts';

/** USD, between the least and the most that the price may be; where that is known exactly both are the same. */
export interface PaidRange {
  readonly low: number;
  readonly high: number;
}

/** Tokens that were used, and what they cost. */
export interface PaidTokens extends TokenTotals {
  /** Of the tokens read and written, without `cacheTokens`. Undefined where the price is not known. */
  readonly cost: PaidRange | undefined;
}

const NOTHING: PaidRange = { low: 0, high: 0 };

/** Says what tokens cost at a price. */
export function paidFor(tokens: TokenTotals, price: FoundPrice | undefined): PaidTokens {
  const { inputTokens, outputTokens } = tokens;
  const isKnown = price !== undefined && price.kind !== 'unknown';
  const isNothing = inputTokens + outputTokens === 0;
  const cost = isKnown
    ? { low: costOfTokens(tokens, price.low), high: costOfTokens(tokens, price.high) }
    : undefined;
  return { ...tokens, cost: isNothing ? NOTHING : cost };
}

/** Adds up; where the cost of one is not known, that of all is not. */
export function sumPaid(all: readonly PaidTokens[]): PaidTokens {
  let sum: PaidTokens = { ...noTokens, cost: NOTHING };
  for (const { cost, ...tokens } of all) {
    const both = sum.cost === undefined || cost === undefined ? undefined : { sum: sum.cost, cost };
    sum = {
      ...addTokens(sum, tokens),
      cost: both && { low: both.sum.low + both.cost.low, high: both.sum.high + both.cost.high },
    };
  }
  return sum;
}
