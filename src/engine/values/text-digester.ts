import { LAST_ASCII, reserveMemory } from '../../core/index.ts';
import { newValuesInstance, type ValuesExports } from '../wasm/values-module.ts';
import {
  PIECE_UNITS,
  pieceEnd,
  SHORT_UNITS,
  SLACK,
  UNIT_BYTES,
  writeAscii,
} from './string-pieces.ts';

/** UTF-8 has at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;
const DIGEST_BYTES = 8;
/** More than twice what is added at once. */
const BUFFER_BYTES: number = 3 * BYTES_PER_UNIT * PIECE_UNITS;
/** Text of ASCII is added in pieces no longer than this. */
const MOST_ASCII: number = BYTES_PER_UNIT * PIECE_UNITS;

/**
 * Takes XXH64 of text as UTF-8, piece by piece, in WebAssembly with SIMD.
 *
 * Memory: 256 KiB.
 */
export class TextDigester {
  readonly #values: ValuesExports;
  readonly #memory: Buffer;
  readonly #unitsAt: number;
  readonly #end: number;
  readonly #digest: Uint8Array;
  readonly #digestAt: number;
  #at: number;

  /** Makes the digester; undefined where the runtime has no SIMD. */
  static create(): TextDigester | undefined {
    const values = newValuesInstance();
    return values === undefined ? undefined : new TextDigester(values);
  }

  private constructor(values: ValuesExports) {
    this.#values = values;
    this.#digestAt = values.heapStart();
    this.#unitsAt = this.#digestAt + SLACK;
    const bufferAt = this.#unitsAt + UNIT_BYTES * PIECE_UNITS + SLACK;
    const bufferEnd = bufferAt + BUFFER_BYTES;
    this.#memory = reserveMemory(values.memory, bufferEnd + SLACK);
    this.#digest = this.#memory.subarray(this.#digestAt, this.#digestAt + DIGEST_BYTES);
    values.setDigestBuffer(bufferAt, bufferEnd);
    this.#end = bufferEnd - SLACK;
    this.#at = this.#end;
    this.begin();
  }

  /** Begins a text. */
  begin(): void {
    this.#values.beginDigest();
    this.#at = this.#values.digestRoom(0);
  }

  /** Adds text of ASCII alone. */
  ascii(text: string): void {
    if (text.length > MOST_ASCII) {
      this.text(text);
      return;
    }
    this.#reserve(text.length);
    this.#at = writeAscii(text, this.#memory, this.#at);
  }

  /** Adds any text; false where there is half of a surrogate pair in it, which UTF-8 cannot say. */
  text(text: string): boolean {
    if (text.length <= SHORT_UNITS && this.#isAddedShort(text)) return true;
    for (let from = 0; from < text.length; ) {
      const end = pieceEnd(text, from);
      if (!this.#piece(from === 0 && end === text.length ? text : text.slice(from, end)))
        return false;
      from = end;
    }
    return true;
  }

  /** Ends the text and gives its digest, the lowest byte first, until the next one. */
  finish(): Uint8Array {
    this.#values.tookUpTo(this.#at);
    this.#values.storeDigest(this.#digestAt);
    return this.#digest;
  }

  /** Adds a short text unit by unit; tells whether it is ASCII alone. */
  #isAddedShort(text: string): boolean {
    this.#reserve(text.length);
    const memory = this.#memory;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > LAST_ASCII) return false;
      memory[this.#at + index] = unit;
    }
    this.#at += text.length;
    return true;
  }

  #piece(text: string): boolean {
    this.#reserve(BYTES_PER_UNIT * text.length);
    this.#memory.write(text, this.#unitsAt, 'utf16le');
    const end = this.#values.writeUnits(this.#unitsAt, text.length, this.#at);
    if (end !== 0) this.#at = end;
    return end !== 0;
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#end) return;
    this.#values.tookUpTo(this.#at);
    this.#at = this.#values.digestRoom(bytes);
  }
}
