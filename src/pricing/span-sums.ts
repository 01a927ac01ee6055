import { type Interval, tokensOf } from './input-tokens.ts';
import { recordLines } from './record-lines.ts';
import { recordSize } from './record-size.ts';
import type { TextSize } from './text-size.ts';

/** What the lines of a span add up to. */
export interface SpanSums {
  readonly bytes: number;
  readonly records: number;
  /** Lines that are no JSON object with a model input: they are not priced. */
  readonly unreadable: number;
  readonly characters: number;
  readonly tokens: Interval;
  /** Most tokens of the answers that are bounded. */
  readonly most: number;
  readonly unbounded: number;
  readonly withMedia: number;
}

/** Adds up the records of whole lines. */
export function sumSpan(bytes: Buffer): SpanSums {
  const text = { words: 0, signs: 0, alphabets: 0, wide: 0 };
  const sums = { records: 0, unreadable: 0, most: 0, unbounded: 0, withMedia: 0 };
  for (const { modelInput } of recordLines(bytes)) {
    sums.records += 1;
    if (modelInput === undefined) {
      sums.unreadable += 1;
      continue;
    }
    const size = recordSize(modelInput);
    addText(text, size.text);
    if (size.most === undefined) sums.unbounded += 1;
    else sums.most += size.most;
    if (size.hasMedia) sums.withMedia += 1;
  }
  const characters = text.words + text.signs + text.alphabets + text.wide;
  return { bytes: bytes.length, ...sums, characters, tokens: tokensOf(text) };
}

function addText(sum: { -readonly [Key in keyof TextSize]: number }, size: TextSize): void {
  sum.words += size.words;
  sum.signs += size.signs;
  sum.alphabets += size.alphabets;
  sum.wide += size.wide;
}
