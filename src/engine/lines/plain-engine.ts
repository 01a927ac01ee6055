import { NEWLINE } from '../../core/index.ts';
import {
  INPUT_NOT_COMPARED,
  type LineEngine,
  LOOK_CLOSER,
  TOO_LONG,
  type Verdicts,
} from './line-engine.ts';

const FIRST_CAPACITY = 1 << 20;
const FIRST_LINES = 1024;
/** What is kept of a line that is too long, for the excerpt. */
export const KEPT_OF_TOO_LONG: number = 4096;

/** Longest line a `--max-line-bytes` may ask for: V8's longest string has 536,870,888 units. */
export const LARGEST_LINE_BYTES: number = 512 * 1024 * 1024;

/** Largest line kept where nobody says otherwise: 64 MiB. */
export const DEFAULT_LINE_BYTES: number = 64 * 1024 * 1024;

/** Options of {@link PlainLineEngine}. */
export interface PlainLineEngineOptions {
  /** Longest line kept, in bytes without its newline. Default 67,108,864 (64 MiB). */
  readonly maxLineBytes?: number | undefined;
}

/**
 * Splits bytes into lines and asks for a closer look at each: true by construction.
 *
 * Memory: one buffer of the longest line (at most `maxLineBytes`) plus one read, whatever the size of the source.
 */
export class PlainLineEngine implements LineEngine {
  readonly #maxLineBytes: number;
  #buffer: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  /** Bytes of lines that were handed out stand before it. */
  #start = 0;
  #filled = 0;
  /** Where to look for the next newline: all before it was searched. */
  #searched = 0;
  /** 0-based offset in the source of the byte at `#start`. */
  #offset = 0;
  /** Bytes of the pending line that were dropped because it is too long. */
  #dropped = 0;
  #ends = new Uint32Array(FIRST_LINES);
  #verdict = new Uint8Array(FIRST_LINES);
  #offsets = new Float64Array(FIRST_LINES + 1);
  #repeats = new Uint8Array(FIRST_LINES).fill(INPUT_NOT_COMPARED);
  /** Zeros, two words a line. */
  #none = new Uint32Array(2 * FIRST_LINES);

  constructor(options: PlainLineEngineOptions = {}) {
    this.#maxLineBytes = options.maxLineBytes ?? DEFAULT_LINE_BYTES;
  }

  room(bytes: number): Uint8Array {
    this.#moveToFront();
    if (this.#filled > this.#maxLineBytes) this.#drop();
    if (this.#buffer.length - this.#filled < bytes) this.#grow(this.#filled + bytes);
    return this.#buffer.subarray(this.#filled, this.#filled + bytes);
  }

  push(bytes: number): Verdicts {
    this.#filled += bytes;
    let count = 0;
    let lineStart = this.#start;
    const filled = this.#buffer.subarray(0, this.#filled);
    let newline = filled.indexOf(NEWLINE, this.#searched);
    while (newline !== -1) {
      this.#addLine(count, lineStart, newline + 1);
      count += 1;
      lineStart = newline + 1;
      newline = filled.indexOf(NEWLINE, lineStart);
    }
    this.#searched = this.#filled;
    return this.#handOut(count, lineStart);
  }

  finish(): Verdicts {
    if (this.#filled === this.#start) return this.#handOut(0, this.#start);
    this.#addLine(0, this.#start, this.#filled);
    return this.#handOut(1, this.#filled);
  }

  #addLine(index: number, start: number, end: number): void {
    if (index + 1 >= this.#ends.length) this.#growLines();
    const bytes = end - start + this.#dropped;
    const newline = this.#buffer[end - 1] === NEWLINE ? 1 : 0;
    this.#ends[index] = end - this.#start;
    this.#verdict[index] = bytes - newline > this.#maxLineBytes ? TOO_LONG : LOOK_CLOSER;
    this.#offsets[index] = this.#offset;
    this.#offset += bytes;
    this.#dropped = 0;
  }

  #handOut(count: number, end: number): Verdicts {
    const bytes = this.#buffer.subarray(this.#start, end);
    this.#start = end;
    this.#offsets[count] = this.#offset;
    return {
      bytes,
      ends: this.#ends,
      count,
      verdict: this.#verdict,
      offsets: this.#offsets,
      idStart: this.#none,
      idEnd: this.#none,
      idHashes: this.#none,
      repeats: this.#repeats,
    };
  }

  #moveToFront(): void {
    if (this.#start === 0) return;
    this.#buffer.copyWithin(0, this.#start, this.#filled);
    this.#filled -= this.#start;
    this.#searched = this.#filled;
    this.#start = 0;
  }

  /** Keeps the beginning of a line that is too long and forgets the rest. */
  #drop(): void {
    const kept = Math.min(KEPT_OF_TOO_LONG, this.#filled);
    this.#dropped += this.#filled - kept;
    this.#filled = kept;
    this.#searched = kept;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#filled));
    this.#buffer = larger;
  }

  #growLines(): void {
    const lines = this.#ends.length * 2;
    const grow = <T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#ends = grow(this.#ends, new Uint32Array(lines));
    this.#verdict = grow(this.#verdict, new Uint8Array(lines));
    this.#offsets = grow(this.#offsets, new Float64Array(lines + 1));
    this.#repeats = new Uint8Array(lines).fill(INPUT_NOT_COMPARED);
    this.#none = new Uint32Array(2 * lines);
  }
}
