import { type Block, GrowingWords } from '../../engine/index.ts';

/** Fills memory with what was written from a place on, among the bytes of all lines. */
export type ReadWritten = (into: Uint8Array, position: number) => void;

const FIRST_WORDS = 1 << 10;
/** How many times as much memory there is after growing. */
const GROWTH = 1.5;
const WORD = 2 ** 32;
/** Ends of lines that were read last, and how long they may be. */
const KEPT_ENDS = 512;
const MOST_KEPT_BYTES = 4096;

/**
 * Knows where the lines of records begin that were written one behind the other, and reads them again.
 *
 * Memory: four to six bytes for each, and 2 MiB for the ends that were read last, since what is repeated often is.
 */
export class WrittenLines {
  readonly #read: ReadWritten;
  /** The lower half of where each line begins. */
  readonly #starts = new GrowingWords(FIRST_WORDS);
  /** The first line that begins behind each multiple of 4 GiB. */
  readonly #highs: number[] = [];
  #count = 0;
  #bytes = 0;
  #kept: Buffer | undefined;
  readonly #keptEnds: Buffer[] = [];
  readonly #keptRecords = new Uint32Array(KEPT_ENDS);

  constructor(read: ReadWritten) {
    this.#read = read;
  }

  get count(): number {
    return this.#count;
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

  /** Tells whether the line of a record, 1-based, ends with bytes, those of a span. */
  endsWith(record: number, bytes: Buffer, [from, to]: readonly [number, number]): boolean {
    const end = record === this.#count ? this.#bytes : this.#startOf(record + 1);
    if (end - this.#startOf(record) < to - from) return false;
    const there = this.#endOf(record, end, to - from);
    return bytes.compare(there, 0, there.length, from, to) === 0;
  }

  /** Gives the last bytes of a line that ends at a place. */
  #endOf(record: number, end: number, length: number): Buffer {
    const slot = record % KEPT_ENDS;
    const last = this.#keptEnds[slot];
    if (this.#keptRecords[slot] === record && last?.length === length) return last;
    const isKept = length <= MOST_KEPT_BYTES;
    const there = isKept ? this.#roomFor(slot, length) : Buffer.allocUnsafe(length);
    this.#read(there, end - length);
    if (isKept) this.#keptEnds[slot] = there;
    if (isKept) this.#keptRecords[slot] = record;
    return there;
  }

  #roomFor(slot: number, length: number): Buffer {
    this.#kept ??= Buffer.allocUnsafeSlow(KEPT_ENDS * MOST_KEPT_BYTES);
    return this.#kept.subarray(slot * MOST_KEPT_BYTES, slot * MOST_KEPT_BYTES + length);
  }

  #startOf(record: number): number {
    let high = 0;
    while (record - 1 >= (this.#highs[high] ?? Infinity)) high += 1;
    return high * WORD + ((this.#starts.words[record - 1] ?? 0) >>> 0);
  }
}
