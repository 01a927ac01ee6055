import { NEWLINE } from '../../core/index.ts';
import type { LineMark } from './line-marks.ts';

const FIRST_BYTES = 1 << 12;

/** What lines are read from again. */
export interface RereadSource {
  /** Reads from a position and gives how many bytes it read; 0 at the end. */
  readAt(into: Uint8Array, position: number): number;
}

/**
 * Reads single lines of a source again. What was read behind the last mark is kept, for lines that are asked for in turn.
 *
 * Memory: what is read behind a mark: at most 64 KiB or twice the longest line.
 */
export class LineAgain {
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #source: RereadSource | undefined;
  #offset = 0;
  /** The bytes that were read from the offset on. */
  #filled: Buffer = this.#buffer.subarray(0, 0);

  /** Gives the bytes of a line without its newline, valid until the next call; undefined where the source ends before it. */
  read(source: RereadSource, { offset, lines }: LineMark): Uint8Array | undefined {
    if (source !== this.#source || offset !== this.#offset) {
      this.#source = source;
      this.#offset = offset;
      this.#filled = this.#buffer.subarray(0, 0);
    }
    let start = 0;
    for (let skipped = 0; skipped < lines; skipped += 1) {
      const newline = this.#newlineFrom(start);
      if (newline === undefined) return undefined;
      start = newline + 1;
    }
    const end = this.#newlineFrom(start) ?? this.#filled.length;
    return start === end ? undefined : this.#filled.subarray(start, end);
  }

  #newlineFrom(start: number): number | undefined {
    let searched = start;
    for (;;) {
      const newline = this.#filled.indexOf(NEWLINE, searched);
      if (newline !== -1) return newline;
      searched = this.#filled.length;
      if (!this.#readMore()) return undefined;
    }
  }

  /** Reads as much again as there is, so that a long line takes few reads and a short one a small one. */
  #readMore(): boolean {
    const { length } = this.#filled;
    const wanted = Math.max(FIRST_BYTES, length);
    if (length + wanted > this.#buffer.length) {
      this.#buffer = Buffer.allocUnsafeSlow(length + wanted);
      this.#buffer.set(this.#filled);
    }
    const room = this.#buffer.subarray(length, length + wanted);
    const bytes = this.#source?.readAt(room, this.#offset + length) ?? 0;
    this.#filled = this.#buffer.subarray(0, length + bytes);
    return bytes > 0;
  }
}
