import type { FoundPrice } from './price-of.ts';
import type { Interval } from './tokens/input-tokens.ts';

/** Tokens that others are expected to read and write. */
interface ProjectedTokens {
  readonly input: Interval;
  readonly output: Interval;
}

const MILLION = 1_000_000;

/** Says what tokens that are only known to lie in intervals cost, in USD; undefined where the price is not known. */
export function projectedCost(
  { input, output }: ProjectedTokens,
  price: FoundPrice,
): Interval | undefined {
  if (price.kind === 'unknown') return undefined;
  const { low, high } = price;
  const at = (key: keyof Interval, prices: typeof low) =>
    (input[key] * prices.input + output[key] * prices.output) / MILLION;
  return {
    low: at('low', low),
    likely: (at('likely', low) + at('likely', high)) / 2,
    high: at('high', high),
  };
}
