import type { Estimate } from './estimate.ts';
import type { Interval } from './tokens/input-tokens.ts';
import type { SpanSums } from './tokens/span-sums.ts';

/** What only a counter tells. */
type Counting = 'counted' | 'countedBy' | 'isCountedWhole';

/** What all lines add up to, as far as those that were looked at tell. */
export interface Scaled
  extends Omit<Estimate, 'model' | 'region' | 'price' | 'cost' | 'mostTokensOut' | Counting> {
  /** Most tokens of the answers that are bounded. */
  readonly most: number;
  /** Tokens that are likely by the characters, and how far the spans leave that open. */
  readonly guessed: Interval;
}

/** Standard errors in an interval of about 95 %. */
export const ERRORS = 2;

type Sum = Exclude<keyof SpanSums, 'tokens'>;

/**
 * Takes sums of spans for those of all bytes: what a byte has in the spans, times all bytes. How much spans differ from one another says
 * how far that may be off; bounds are taken at the end of the interval that costs more.
 */
export function scaleSpans(
  spans: readonly SpanSums[],
  all: { readonly bytes: number; readonly records: number | undefined },
): Scaled {
  const { bytes } = all;
  const sampledBytes = sum(spans.map((span) => span.bytes));
  const isSampled = sampledBytes < bytes;
  const scaled = (values: readonly number[]) => scale(values, spans, bytes);
  const total = (key: Sum) => Math.round(scaled(spans.map((span) => span[key])).likely);
  const bound = (key: Sum) => Math.ceil(scaled(spans.map((span) => span[key])).high);
  const guessed = scaled(spans.map(({ tokens }) => tokens.likely));
  return {
    ...{ bytes, isSampled, sampledBytes, characters: total('characters') },
    records: all.records ?? total('records'),
    tokensIn: {
      low: Math.floor(scaled(spans.map(({ tokens }) => tokens.low)).low),
      likely: Math.round(guessed.likely),
      high: Math.ceil(scaled(spans.map(({ tokens }) => tokens.high)).high),
    },
    guessed,
    most: bound('most'),
    unbounded: bound('unbounded'),
    withMedia: total('withMedia'),
    unreadable: total('unreadable'),
  };
}

function scale(values: readonly number[], spans: readonly SpanSums[], bytes: number): Interval {
  const looked = sum(spans.map((span) => span.bytes));
  if (looked === 0) return { low: 0, likely: 0, high: 0 };
  const of = sum(values);
  if (looked >= bytes) return { low: of, likely: of, high: of };
  const ratio = of / looked;
  const squares = sum(spans.map((span, index) => ((values[index] ?? 0) - ratio * span.bytes) ** 2));
  const error = Math.sqrt((squares * spans.length) / Math.max(1, spans.length - 1)) / looked;
  const likely = ratio * bytes;
  const off = ERRORS * error * bytes;
  return { low: Math.max(0, likely - off), likely, high: likely + off };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
