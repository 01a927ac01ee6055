import { pricePlace, quote } from '../core/index.ts';
import type { BatchPrice, FactSource, RegionalPrice } from '../models/index.ts';
import { modelRowOf, parseModelId } from '../models/lean.ts';

/** USD for a million tokens, read and written. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

/** What a batch job of a model costs, or why that is not known. */
export type FoundPrice =
  | (FactSource & {
      readonly kind: 'known';
      /** The least that it may be. */
      readonly low: TokenPrice;
      /** The most that it may be; where all is known the same as `low`. */
      readonly high: TokenPrice;
      /** Regions it was read for; none where it is the price of any. */
      readonly regions: readonly string[];
      /** Prefix of the inference profile it was read for, such as `us`; absent where it is that of the model itself. */
      readonly profile?: string | undefined;
      /** Why it is not one price, as a clause; absent where it is. */
      readonly doubt?: string | undefined;
    })
  | {
      /** The caller's own. */
      readonly kind: 'given';
      readonly low: TokenPrice;
      readonly high: TokenPrice;
    }
  | {
      readonly kind: 'unknown';
      /** As a clause. */
      readonly reason: string;
    };

/** Where a price is asked for. */
export interface PriceOptions {
  /** Region of the job. Default: any, so that the price lies between the lowest and the highest that were read. */
  readonly region?: string | undefined;
  /** Foundation model behind an id that does not say it. */
  readonly baseModel?: string | undefined;
}

/** A geographic profile costs about 10 % more than the model itself, as reported (source: truefoundry/models #2850, read 2026-11-28). */
const GEOGRAPHIC = 1.1;

/**
 * Looks up what a batch job of a model costs, in the dated prices of `modelTable`. A price is never guessed: where none was read for
 * the region, it is unknown.
 *
 * A job that names a geographic inference profile, such as `us.`, is reported to cost about 10 % more than one that names the model itself,
 * so its price lies between the two where only the second was read. What a global profile costs was not read.
 *
 * @param model Model id, inference-profile id or ARN, as Bedrock takes it.
 * @param options Region of the job, and the model behind an id that does not say it.
 * @returns USD for a million tokens with source and day, or why it is unknown. Never throws.
 *
 * @example What is known, and what is not
 * ```ts
 * import { priceOf } from 'bedrock-batch';
 *
 * const price = priceOf('amazon.nova-lite-v1:0', { region: 'eu-west-3' });
 * console.assert(price.kind === 'known' && price.high.input === 0.044);
 * console.assert(priceOf('amazon.nova-lite-v1:0', { region: 'sa-east-1' }).kind === 'unknown');
 * ```
 */
export function priceOf(model: string, options: PriceOptions = {}): FoundPrice {
  const parsed = parseModelId(model);
  if (parsed.kind === 'custom-model') {
    return unknown('no price of custom models was read');
  }
  const own = 'foundationModel' in parsed ? parsed.foundationModel : undefined;
  const base = options.baseModel === undefined ? undefined : parseModelId(options.baseModel);
  const behind =
    own ?? (base !== undefined && 'foundationModel' in base ? base.foundationModel : undefined);
  if (behind === undefined) {
    return unknown('the id does not say which foundation model is behind it');
  }
  const price = modelRowOf(behind)?.row.price;
  if (price === undefined) return unknown(`no batch price of ${quote(behind, 200)} was read`);
  const profile = parsed.kind === 'inference-profile' ? parsed.prefix : undefined;
  return priceAt(price, { region: options.region, profile });
}

interface Place {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

function priceAt(price: BatchPrice, { region, profile }: Place): FoundPrice {
  const read: readonly RegionalPrice[] = [price, ...(price.elsewhere ?? [])];
  const here = read.filter(
    ({ regions }) => region === undefined || regions.length === 0 || regions.includes(region),
  );
  const { source, readOn } = price;
  const exact = here.filter((one) => one.profile === profile);
  if (exact.length > 0) return between(exact, { source, readOn });
  const isGeographic = profile !== undefined && profile !== 'global';
  const itself = isGeographic ? here.filter((one) => one.profile === undefined) : [];
  if (itself.length === 0) return unknown(notRead(read, { region, profile }));
  const doubt = 'a geographic profile is reported to cost about 10 % more than the model itself';
  return between(itself, { source, readOn, factor: GEOGRAPHIC, doubt });
}

function between(
  prices: readonly RegionalPrice[],
  more: FactSource & { readonly factor?: number; readonly doubt?: string },
): FoundPrice {
  const { factor = 1, doubt, source, readOn } = more;
  const low = { input: least(prices, 'input'), output: least(prices, 'output') };
  const high = {
    input: factor * most(prices, 'input'),
    output: factor * most(prices, 'output'),
  };
  const regions = prices.flatMap((price) => price.regions);
  const profile = prices[0]?.profile;
  const isOne = prices.length === 1;
  const open = isOne ? undefined : 'it differs by region, and no region is named';
  return { kind: 'known', low, high, regions, profile, source, readOn, doubt: doubt ?? open };
}

function least(prices: readonly RegionalPrice[], key: keyof TokenPrice): number {
  return Math.min(...prices.map((price) => price[key]));
}

function most(prices: readonly RegionalPrice[], key: keyof TokenPrice): number {
  return Math.max(...prices.map((price) => price[key]));
}

function notRead(read: readonly RegionalPrice[], { region, profile }: Place): string {
  const asked = [
    region === undefined ? [] : [region],
    profile === undefined ? [] : [`profile ${profile}.`],
  ].flat();
  const prices = read.map((one) => `${one.input} and ${one.output} for ${pricePlace(one)}`);
  return (
    `no batch price was read for ${asked.join(', ')}; those that were read, in USD for a million tokens read and written: ` +
    prices.join('; ')
  );
}

function unknown(reason: string): FoundPrice {
  return { kind: 'unknown', reason };
}
