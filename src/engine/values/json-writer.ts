import { BACKSLASH, NEWLINE, QUOTE, reserveMemory } from '../../core/index.ts';
import { newValuesInstance, type ValuesExports } from '../wasm/values-module.ts';
import {
  PIECE_UNITS,
  pieceEnd,
  SHORT_UNITS,
  SLACK,
  UNIT_BYTES,
  writeAscii,
} from './string-pieces.ts';

/** JSON.stringify has at most six bytes for one UTF-16 unit: those of an escape. */
const BYTES_PER_UNIT = 6;
const FIRST_BYTES = 1024 * 1024;
const FIRST_PLAIN = 0x20;
const LAST_PLAIN = 0x7e;

/**
 * Writes JSON as UTF-8, piece by piece: strings as JSON.stringify does, and U+0085, U+2028 and U+2029 as escapes, in WebAssembly with SIMD.
 *
 * Memory: 1 MiB, or up to twice what is written before it is taken.
 */
export class JsonWriter {
  readonly #values: ValuesExports;
  readonly #unitsAt: number;
  readonly #startAt: number;
  #memory: Buffer;
  /** Addresses of the next byte, and of the end of what may be written. */
  #at: number;
  #end: number;

  /** Makes the writer; undefined where the runtime has no SIMD. */
  static create(): JsonWriter | undefined {
    const values = newValuesInstance();
    return values === undefined ? undefined : new JsonWriter(values);
  }

  private constructor(values: ValuesExports) {
    this.#values = values;
    this.#unitsAt = values.heapStart();
    this.#startAt = this.#unitsAt + UNIT_BYTES * PIECE_UNITS + SLACK;
    this.#at = this.#startAt;
    this.#end = this.#startAt + FIRST_BYTES;
    this.#memory = reserveMemory(values.memory, this.#end + SLACK);
  }

  /** Bytes that are written and not taken. */
  get length(): number {
    return this.#at - this.#startAt;
  }

  /** Forgets what was written behind so many bytes. */
  cut(length: number): void {
    this.#at = this.#startAt + length;
  }

  /** Gives what was written, until something is written again. */
  take(): Uint8Array {
    const written = this.#memory.subarray(this.#startAt, this.#at);
    this.#at = this.#startAt;
    return written;
  }

  /** Writes text of ASCII alone as it is. */
  raw(text: string): void {
    this.#reserve(text.length);
    this.#at = writeAscii(text, this.#memory, this.#at);
  }

  /** Writes bytes as they are. */
  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#memory.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Writes one byte as it is. */
  byte(byte: number): void {
    this.#reserve(1);
    this.#memory[this.#at] = byte;
    this.#at += 1;
  }

  /** Writes a byte over the one at an index of what was written. */
  patch(index: number, byte: number): void {
    this.#memory[this.#startAt + index] = byte;
  }

  newline(): void {
    this.byte(NEWLINE);
  }

  /** Writes a string with its quotes. */
  string(text: string): void {
    if (text.length <= SHORT_UNITS && this.#isWrittenShort(text)) return;
    this.byte(QUOTE);
    for (let from = 0; from < text.length; ) {
      const end = pieceEnd(text, from);
      this.#piece(from === 0 && end === text.length ? text : text.slice(from, end));
      from = end;
    }
    this.byte(QUOTE);
  }

  /** Writes a short string unit by unit; tells whether nothing in it had to be escaped. */
  #isWrittenShort(text: string): boolean {
    this.#reserve(text.length + 2);
    const memory = this.#memory;
    let at = this.#at;
    memory[at] = QUOTE;
    at += 1;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < FIRST_PLAIN || unit > LAST_PLAIN || unit === QUOTE || unit === BACKSLASH)
        return false;
      memory[at] = unit;
      at += 1;
    }
    memory[at] = QUOTE;
    this.#at = at + 1;
    return true;
  }

  #piece(text: string): void {
    this.#reserve(BYTES_PER_UNIT * text.length);
    this.#memory.write(text, this.#unitsAt, 'utf16le');
    this.#at = this.#values.writeEscapedUnits(this.#unitsAt, text.length, this.#at);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#end) return;
    this.#end = this.#startAt + 2 * (this.#at - this.#startAt + bytes);
    this.#memory = reserveMemory(this.#values.memory, this.#end + SLACK);
  }
}
