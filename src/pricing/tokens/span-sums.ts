import { InputSizer, type InputSums } from '../../engine/index.ts';
import { type Interval, tokensOf } from './input-tokens.ts';
import { recordLines } from './record-lines.ts';
import { type RecordSize, recordSize, SIZED_KEYS } from './record-size.ts';
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

/** Adds up spans of lines. Memory: 4 MiB, and of the largest span up to 8 MiB. */
export class SpanSummer {
  readonly #sizer = InputSizer.create(SIZED_KEYS);

  /** Adds up the records of whole lines. */
  sum(bytes: Buffer): SpanSums {
    const rare = new RareLines();
    const sized = this.#sizer?.size(bytes, (line) => rare.add(line));
    if (sized === undefined) rare.add(bytes);
    const { words, signs, alphabets, wide, ...others } = rare.with(sized ?? NOTHING);
    const tokens = tokensOf({ words, signs, alphabets, wide });
    const characters = words + signs + alphabets + wide;
    return { bytes: bytes.length, ...others, unreadable: rare.unreadable, characters, tokens };
  }
}

type Sums = { -readonly [Key in keyof InputSums]: number };

const NOTHING: InputSums = {
  ...{ records: 0, words: 0, signs: 0, alphabets: 0, wide: 0 },
  ...{ most: 0, unbounded: 0, withMedia: 0 },
};

/** Lines that are looked at as values of JavaScript. */
class RareLines {
  unreadable = 0;
  readonly #sums: Sums = { ...NOTHING };

  add(bytes: Buffer): void {
    for (const { modelInput } of recordLines(bytes)) {
      this.#sums.records += 1;
      if (modelInput === undefined) this.unreadable += 1;
      else this.#addRecord(recordSize(modelInput));
    }
  }

  #addRecord({ text, most, hasMedia }: RecordSize): void {
    const sums = this.#sums;
    for (const kind of Object.keys(text) as (keyof TextSize)[]) sums[kind] += text[kind];
    if (most === undefined) sums.unbounded += 1;
    else sums.most += most;
    if (hasMedia) sums.withMedia += 1;
  }

  /** Their sums with those of other lines. */
  with(others: InputSums): InputSums {
    const sums: Sums = { ...others };
    for (const key of Object.keys(NOTHING) as (keyof InputSums)[]) sums[key] += this.#sums[key];
    return sums;
  }
}
