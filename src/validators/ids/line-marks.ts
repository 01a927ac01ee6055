const LINES_A_MARK = 16;
const BYTES_A_MARK = 1 << 15;
const FIRST_MARKS = 64;

/** Where a line is found again: some lines behind an offset. */
export interface LineMark {
  readonly offset: number;
  readonly lines: number;
}

/**
 * Remembers at which byte some lines begin, so that any noted line is found again: it begins less than 16 lines and 32 KiB
 * behind a mark. Lines are noted by positions that grow, one for each line of the sources.
 *
 * Memory: 16 bytes a mark, so one byte for each short line, at most 16 for a long one.
 */
export class LineMarks {
  #positions = new Float64Array(FIRST_MARKS);
  #offsets = new Float64Array(FIRST_MARKS);
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
    if (this.#count === this.#positions.length) {
      this.#positions = doubled(this.#positions);
      this.#offsets = doubled(this.#offsets);
    }
    this.#positions[this.#count] = position;
    this.#offsets[this.#count] = offset;
    this.#count += 1;
    this.#position = position;
    this.#offset = offset;
    return true;
  }

  /** Notes lines that stand one behind the other. */
  noteAll(position: number, offsets: Float64Array): void {
    for (let index = 0; index < offsets.length; index += 1) {
      this.note(position + index, offsets[index] as number);
    }
  }

  /** Finds a line that was noted. */
  find(position: number): LineMark {
    const mark = lastAtMost(this.#positions, this.#count, position);
    const lines = position - (this.#positions[mark] ?? 0);
    return { offset: this.#offsets[mark] ?? 0, lines };
  }
}

/** The index of the last of the first `count` values, which grow, that is not above a value; 0 where there is none. */
export function lastAtMost(values: ArrayLike<number>, count: number, value: number): number {
  let low = 0;
  for (let high = count; high - low > 1; ) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  return low;
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
