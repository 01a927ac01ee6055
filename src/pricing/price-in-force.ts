import { InvalidOptionError } from '../core/index.ts';
import type { EstimatedModel, EstimateOptions } from './estimate.ts';
import { type FoundPrice, priceOf, type TokenPrice } from './price-of.ts';

/** Gives the price of a model, with those of the caller in place of the table's. */
export function priceInForce(
  { model, baseModel }: EstimatedModel,
  options: Pick<EstimateOptions, 'region' | 'priceIn' | 'priceOut'>,
): FoundPrice {
  const { region, priceIn, priceOut } = options;
  requirePrice('priceIn', priceIn);
  requirePrice('priceOut', priceOut);
  const found = priceOf(model, { region, baseModel });
  if (priceIn === undefined && priceOut === undefined) return found;
  const known = found.kind === 'unknown' ? undefined : found;
  return {
    kind: 'given',
    low: withGiven(known?.low, options),
    high: withGiven(known?.high, options),
  };
}

function withGiven(
  known: TokenPrice | undefined,
  { priceIn, priceOut }: Pick<EstimateOptions, 'priceIn' | 'priceOut'>,
): TokenPrice {
  const input = priceIn ?? known?.input;
  const output = priceOut ?? known?.output;
  if (input === undefined || output === undefined) throw halfAPrice(input === undefined);
  return { input, output };
}

function requirePrice(option: string, price: number | undefined): void {
  if (price === undefined || (Number.isFinite(price) && price >= 0)) return;
  throw new InvalidOptionError(`"${option}" is ${price}, and a price is a number from 0 on`, {
    option,
    received: String(price),
    expected: 'USD for a million tokens',
  });
}

function halfAPrice(isInput: boolean): InvalidOptionError {
  const option = isInput ? 'priceIn' : 'priceOut';
  return new InvalidOptionError(
    `"${option}" is not given, and no price is known of tokens ${isInput ? 'read' : 'written'}`,
    { option, hint: 'Give both prices, in USD for a million tokens' },
  );
}
