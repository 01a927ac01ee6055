import type { Interval } from './input-tokens.ts';

/** A record of the sample whose tokens were counted. */
export interface CountedRecord {
  /** Tokens by its characters. */
  readonly guessed: number;
  /** Tokens as they were counted. */
  readonly counted: number;
}

/** All records, as far as they are known without counting. */
export interface Population {
  readonly records: number;
  /** Tokens of all of them by their characters. */
  readonly guessed: Interval;
  /** Whether characters say nothing of some tokens, such as those of images. */
  readonly hasMedia: boolean;
}

/**
 * Takes the tokens of counted records for those of all: so many for each that was guessed, or for each record where media cost tokens
 * that no character tells of.
 *
 * The interval is that of a ratio estimate at about 95 %, by Student's t. Where every record was counted it is their sum and has no width.
 *
 * @param sample Two at least, or all records.
 */
export function countedTokens(sample: readonly CountedRecord[], all: Population): Interval {
  const total = sum(sample.map(({ counted }) => counted));
  if (sample.length >= all.records) return { low: total, likely: total, high: total };
  const isByRecord = all.hasMedia || sample.some(({ guessed }) => guessed === 0);
  const sizes = sample.map(({ guessed }) => (isByRecord ? 1 : guessed));
  const whole = isByRecord ? exactly(all.records) : all.guessed;
  const size = sum(sizes);
  const ratio = total / size;
  const likely = ratio * whole.likely;
  const squares = sum(
    sample.map(({ counted }, index) => (counted - ratio * (sizes[index] ?? 0)) ** 2),
  );
  const { length } = sample;
  const left = 1 - length / all.records;
  const error = Math.sqrt((squares * length * left) / (length - 1)) / size;
  const offByRatio = studentT(length - 1) * error * whole.likely;
  const offBySize = ratio * (whole.high - whole.likely);
  const off = Math.hypot(offByRatio, offBySize);
  return {
    low: Math.max(total, Math.floor(likely - off)),
    likely: Math.round(likely),
    high: Math.ceil(likely + off),
  };
}

function exactly(value: number): Interval {
  return { low: value, likely: value, high: value };
}

/** The 97.5 % point of Student's distribution, by its expansion around the normal one: within 1 % from 3 degrees of freedom on. */
function studentT(freedom: number): number {
  return 1.96 + 2.372 / freedom + 2.823 / freedom ** 2 + 2.556 / freedom ** 3 + 1.59 / freedom ** 4;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
