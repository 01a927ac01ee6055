import { GrowingWords } from '../../engine/index.ts';

const LINES_A_MARK = 16;
const BYTES_A_MARK = 1 << 15;
const WORDS_A_MARK = 3;
const FIRST_MARKS = 64;
/** How many times as much memory there is after growing. */
const GROWTH = 1.5;
const WORD = 2 ** 32;

/** Where a line is found again: some lines behind an offset. */
export interface LineMark {
  readonly offset: number;
  readonly lines: number;
}

/**
 * Remembers at which byte some lines begin, so that any noted line is found again: it begins less than 32 lines behind a mark, and
 * less than 64 KiB where lines are of like length. Lines are noted by positions that grow, one for each line of the sources.
 *
 * A mark is three words: the position, which is below 2^32, the lower and the higher half of the offset.
 *
 * Memory: 12 to 18 bytes a mark, so one byte for each short line, at most 18 for a long one.
 */
export class LineMarks {
  readonly #store = new GrowingWords(WORDS_A_MARK * FIRST_MARKS);
  #count = 0;
  #position = -Infinity;
  #offset = 0;

  /** Begins another source, whose lines have nothing to do with those before. */
  startSource(): void {
    this.#position = -Infinity;
  }

  /** Notes a line; tells whether it got a mark of its own. */
  note(position: number, offset: number): boolean {
    if (position - this.#position < LINES_A_MARK && offset - this.#offset < BYTES_A_MARK)
      return false;
    const at = WORDS_A_MARK * this.#count;
    if (at + WORDS_A_MARK > this.#store.words.length) this.#store.grow(Math.ceil(GROWTH * at));
    const { words } = this.#store;
    words[at] = position;
    words[at + 1] = offset % WORD;
    words[at + 2] = offset / WORD;
    this.#count += 1;
    this.#position = position;
    this.#offset = offset;
    return true;
  }

  /**
   * Notes lines that stand one behind the other; only some are looked at, so that a mark may be as far again behind the last.
   *
   * @param offsets Of the lines, in their order.
   */
  noteAll(position: number, offsets: Float64Array): void {
    const { length } = offsets;
    const step = stepOf(offsets);
    for (let index = 0; index < length; index += step) {
      this.note(position + index, offsets[index] as number);
    }
  }

  /** Finds a line that was noted. */
  find(position: number): LineMark {
    const mark = lastAtMost((index) => this.#word(index, 0), this.#count, position);
    return { offset: this.#offsetOf(mark), lines: position - this.#word(mark, 0) };
  }

  /** Gives the line that a mark is for; undefined behind the last one. */
  at(mark: number): { readonly position: number; readonly offset: number } | undefined {
    if (mark >= this.#count) return undefined;
    return { position: this.#word(mark, 0), offset: this.#offsetOf(mark) };
  }

  #offsetOf(mark: number): number {
    return this.#word(mark, 2) * WORD + this.#word(mark, 1);
  }

  #word(mark: number, index: number): number {
    return (this.#store.words[WORDS_A_MARK * mark + index] ?? 0) >>> 0;
  }
}

/** As many lines as have the bytes of a mark, if all are as long as the mean. */
function stepOf(offsets: Float64Array): number {
  const bytes = (offsets.at(-1) ?? 0) - (offsets[0] ?? 0);
  const lines = Math.floor((BYTES_A_MARK * offsets.length) / Math.max(bytes, 1));
  return Math.min(Math.max(lines, 1), LINES_A_MARK);
}

/** The index of the last of the first `count` values, which grow, that is not above a value; 0 where there is none. */
export function lastAtMost(
  valueAt: (index: number) => number,
  count: number,
  value: number,
): number {
  let low = 0;
  for (let high = count; high - low > 1; ) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) <= value) low = middle;
    else high = middle;
  }
  return low;
}
