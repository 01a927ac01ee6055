import {
  countOf,
  formatCount,
  formatDecimal,
  formatDollars,
  formatSize,
  pricePlace,
} from '../../../core/index.ts';
import type { Cost, Estimate, FoundPrice, Interval } from '../../../pricing/index.ts';

/** Writes an estimate as lines of prose. */
export function estimateLines(estimate: Estimate): readonly string[] {
  const { records, bytes, isSampled, sampledBytes, cost, price } = estimate;
  const looked = isSampled ? `, of which ${formatSize(sampledBytes)} were looked at` : '';
  return [
    `${countOf(records, 'record')}, ${formatSize(bytes)}${looked}`,
    `Tokens read: ${readText(estimate)}${countedText(estimate)}`,
    `Tokens written: ${writtenText(estimate)}`,
    `Price: ${priceText(price)}`,
    `Cost: ${cost === undefined ? 'not known; give the price with --price-in and --price-out' : costText(cost)}`,
    ...doubtsOf(estimate),
  ];
}

/** Writes how many tokens are read, as exactly as that is known. */
export function readText({ tokensIn, counted }: Estimate): string {
  if (counted === 0) return intervalText(tokensIn, rounded);
  if (tokensIn.low === tokensIn.high) return formatCount(tokensIn.likely);
  return intervalText(tokensIn, threeDigits);
}

function countedText({ tokensIn, characters, records, counted, countedBy = '' }: Estimate): string {
  if (counted === 0) return `, by ${countOf(characters, 'character')}`;
  if (tokensIn.low === tokensIn.high) return `, counted by ${countedBy}`;
  return `, as ${countedBy} counted ${formatCount(counted)} of ${countOf(records, 'record')}`;
}

function writtenText({ mostTokensOut, unbounded }: Estimate): string {
  if (mostTokensOut === undefined) return `no bound: ${recordsHave(unbounded)} no max_tokens`;
  const by = unbounded === 0 ? '' : `; ${recordsHave(unbounded)} no bound but the model's own`;
  return `at most ${formatCount(mostTokensOut)}${by}`;
}

function recordsHave(count: number): string {
  return `${countOf(count, 'record')} ${count === 1 ? 'has' : 'have'}`;
}

function priceText(price: FoundPrice): string {
  if (price.kind === 'unknown') return `not known: ${price.reason}`;
  const { low, high } = price;
  const read = range(low.input, high.input);
  const written = range(low.output, high.output);
  const text = `USD ${read} for a million tokens read, ${written} written`;
  if (price.kind === 'given') return `${text}, as given`;
  const doubt = price.doubt === undefined ? '' : `; ${price.doubt}`;
  return `${text} (${pricePlace(price)}; ${price.source}, read on ${price.readOn})${doubt}`;
}

/** Writes a price in short, with its day. */
export function pricesText(price: Exclude<FoundPrice, { readonly kind: 'unknown' }>): string {
  const { low, high } = price;
  const text = `USD ${range(low.input, high.input)} and ${range(low.output, high.output)} a million`;
  if (price.kind === 'given') return `${text}, as given`;
  return `${text}, read on ${price.readOn} for ${placeText(price)}`;
}

/** Names the place of a price, and counts the regions where they are many. */
function placeText({ regions, profile }: Parameters<typeof pricePlace>[0]): string {
  const few = regions.length > MOST_REGIONS ? [countOf(regions.length, 'region')] : regions;
  return pricePlace({ regions: few, profile });
}

const MOST_REGIONS = 4;

function range(low: number, high: number): string {
  return low === high ? formatDecimal(low) : `${formatDecimal(low)} to ${formatDecimal(high)}`;
}

/** Writes what is read and written costs, and all at most. */
export function costText({ input, mostOutput, most }: Cost): string {
  const read = `about $${formatDollars(input.likely)} to read (${intervalBounds(input)})`;
  if (mostOutput === undefined) return `${read}; what is written is not bounded`;
  const written =
    mostOutput === 0 ? 'nothing to write' : `at most $${formatDollars(mostOutput)} to write`;
  return `${read}, ${written}${most === undefined ? '' : `; at most $${formatDollars(most)} in all`}`;
}

function intervalBounds({ low, high }: Interval): string {
  return `$${formatDollars(low)} to $${formatDollars(high)}`;
}

/** Writes an interval behind what is likely. */
export function intervalText(
  { low, likely, high }: Interval,
  text: (value: number) => string,
): string {
  return `about ${text(likely)} (${text(low)} to ${text(high)})`;
}

/** Two digits say all that is known. */
export function rounded(value: number): string {
  return formatCount(Number(value.toPrecision(value < 100 ? 1 : 2)));
}

/** A sample that was counted says more than characters do. */
function threeDigits(value: number): string {
  return formatCount(Number(value.toPrecision(3)));
}

function aroundText({ counted, cost }: Estimate): string {
  const room =
    counted > 0 && cost?.most !== undefined
      ? '; the most in all leaves room for it, for it is by characters'
      : '';
  return `Not counted: what the model itself puts around messages${room}`;
}

function doubtsOf(estimate: Estimate): readonly string[] {
  const { withMedia, unreadable, isCountedWhole } = estimate;
  const media =
    withMedia === 0 || isCountedWhole
      ? []
      : [
          `${recordsHave(withMedia)} images, sound, video or documents, whose tokens are not counted`,
        ];
  const lines =
    unreadable === 0
      ? []
      : [
          `${countOf(unreadable, 'line')} cannot be read and ${unreadable === 1 ? 'is' : 'are'} not priced: bedrock-batch validate says why`,
        ];
  return [...media, ...lines, ...(isCountedWhole ? [] : [aroundText(estimate)])];
}
