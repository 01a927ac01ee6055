import type { Block } from '../../engine/index.ts';
import { GrowingWords } from '../../engine/index.ts';

/** Fills memory with what was written from a place on, among the bytes of all lines. */
export type ReadWritten = (into: Uint8Array, position: number) => void;

const FIRST_WORDS = 1 << 10;
/** How many times as much memory there is after growing. */
const GROWTH = 1.5;
const WORD = 2 ** 32;

/**
 * Knows where the lines of records begin that were written one behind the other, and reads them again.
 *
 * Memory: four to six bytes for each.
 */
export class WrittenLines {
  readonly #read: ReadWritten;
  /** The lower half of where each line begins. */
  readonly #starts = new GrowingWords(FIRST_WORDS);
  /** The first line that begins behind each multiple of 4 GiB. */
  readonly #highs: number[] = [];
  #count = 0;
  #bytes = 0;

  constructor(read: ReadWritten) {
    this.#read = read;
  }

  /** Takes the lines that are written next. */
  add({ ends, count }: Block): void {
    if (this.#count + count > this.#starts.words.length)
      this.#starts.grow(Math.ceil(GROWTH * (this.#count + count)));
    const { words } = this.#starts;
    const before = this.#bytes;
    for (let index = 0; index < count; index += 1) {
      while (this.#highs.length < Math.floor(this.#bytes / WORD)) this.#highs.push(this.#count);
      words[this.#count] = this.#bytes % WORD;
      this.#count += 1;
      this.#bytes = before + (ends[index] ?? 0);
    }
  }

  /** Gives the line of a record, 1-based, as it was written. */
  lineOf(record: number): Uint8Array {
    const start = this.#startOf(record);
    const end = record === this.#count ? this.#bytes : this.#startOf(record + 1);
    const line = Buffer.allocUnsafe(end - start);
    this.#read(line, start);
    return line;
  }

  #startOf(record: number): number {
    let high = 0;
    while (record - 1 >= (this.#highs[high] ?? Infinity)) high += 1;
    return high * WORD + ((this.#starts.words[record - 1] ?? 0) >>> 0);
  }
}
