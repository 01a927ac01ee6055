import { countOf, formatCount, formatSize } from '../../../core/index.ts';
import type { Cost, Estimate, FoundPrice, Interval } from '../../../pricing/index.ts';

/** Writes an estimate as lines of prose. */
export function estimateLines(estimate: Estimate): readonly string[] {
  const { records, bytes, isSampled, sampledBytes, tokensIn, cost, price } = estimate;
  const looked = isSampled ? `, of which ${formatSize(sampledBytes)} were looked at` : '';
  return [
    `${countOf(records, 'record')}, ${formatSize(bytes)}${looked}`,
    `Tokens read: ${intervalText(tokensIn, rounded)}, by ${countOf(estimate.characters, 'character')}`,
    `Tokens written: ${writtenText(estimate)}`,
    `Price: ${priceText(price)}`,
    `Cost: ${cost === undefined ? 'not known; give the price with --price-in and --price-out' : costText(cost)}`,
    ...doubtsOf(estimate),
  ];
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
  return `${text} (${price.where}; ${price.source}, read on ${price.readOn})${doubt}`;
}

function range(low: number, high: number): string {
  return low === high ? exactly(low) : `${exactly(low)} to ${exactly(high)}`;
}

/** Without the dust of binary fractions. */
function exactly(amount: number): string {
  return String(Number(amount.toPrecision(6)));
}

function costText({ input, mostOutput, most }: Cost): string {
  const read = `about $${dollars(input.likely)} to read (${intervalBounds(input)})`;
  if (mostOutput === undefined) return `${read}; what is written is not bounded`;
  const written =
    mostOutput === 0 ? 'nothing to write' : `at most $${dollars(mostOutput)} to write`;
  return `${read}, ${written}${most === undefined ? '' : `; at most $${dollars(most)} in all`}`;
}

function intervalBounds({ low, high }: Interval): string {
  return `$${dollars(low)} to $${dollars(high)}`;
}

function dollars(amount: number): string {
  return amount >= 0.01 || amount === 0
    ? formatCount(Number(amount.toFixed(2)))
    : exactly(Number(amount.toPrecision(2)));
}

function intervalText({ low, likely, high }: Interval, text: (value: number) => string): string {
  return `about ${text(likely)} (${text(low)} to ${text(high)})`;
}

/** Two digits say all that is known. */
function rounded(value: number): string {
  return formatCount(Number(value.toPrecision(value < 100 ? 1 : 2)));
}

function doubtsOf({ withMedia, unreadable }: Estimate): readonly string[] {
  const media =
    withMedia === 0
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
  return [...media, ...lines, 'Not counted: what the model itself puts around messages'];
}
