import type { TokenPrice } from './price-of.ts';

/** How many tokens a price is for. */
const PRICED_TOKENS = 1_000_000;

/** Says what tokens cost at a price, in USD. */
export function costOfTokens(
  {
    inputTokens = 0,
    outputTokens = 0,
  }: { readonly inputTokens?: number; readonly outputTokens?: number },
  { input, output }: TokenPrice,
): number {
  return (inputTokens * input + outputTokens * output) / PRICED_TOKENS;
}
