import { isUtf8 } from 'node:buffer';
import { align } from '../wasm/align.ts';
import { LinesMemory } from '../wasm/lines-memory.ts';
import { newSimdInstance, type SimdExports } from '../wasm/simd-module.ts';
import type { Block } from './line-engine.ts';

/**
 * The keys whose values are found: of the id, of the output, and of what stands in its place; and one whose line asks for a closer look, for it says that the
 * record was asked on demand.
 */
const KEYS = ['recordId', 'modelOutput', 'error', 'onDemand'] as const;
/** Blocks with longer lines are rare, and so not worth a larger memory. */
const MOST_BYTES = 8 << 20;
/** Most lines that are looked at in one call. */
const MOST_LINES = 4096;
const WORD_BYTES = 4;
/** A key with its length. */
const KEY_BYTES = 32;
const TAPE_BYTES = 3 * 1024 * 1024;

/** Words of what is said of each line. */
export const MEMBER_WORDS = 11;
/** Where the id of a line stands in the bytes of its block, without its quotes; both 0 where the line asks for a closer look. */
export const ID_START = 1;
export const ID_END = 2;
/** Where the JSON of its output stands; both 0 where it has none. */
export const OUTPUT_START = 3;
export const OUTPUT_END = 4;
/** Where the JSON of its error stands; both 0 where it has none. */
export const ERROR_START = 5;
export const ERROR_END = 6;
/** Two words, `hashId` of the id. */
export const ID_HASH = 7;
/** The first word of `hashId` of the JSON of the output. */
export const OUTPUT_HASH = 9;
/** 1 where id and output are ASCII. */
export const IS_ASCII = 10;

/**
 * Finds the members of output lines, and makes no JavaScript value of them: one pass in WebAssembly, which is sure that a line is JSON.
 *
 * Of a line that is no JSON, no object, has no id without escapes, one of the keys twice, or says that it was asked on demand it says nothing, also where its JSON is deeper than
 * 128 or has an escape that is no character.
 *
 * Memory: 4 MiB, and of the largest block up to 8 MiB.
 */
export class MemberFinder {
  readonly #simd: SimdExports;
  readonly #saidAt: number;
  readonly #memory: LinesMemory;
  #words = new Uint32Array(MEMBER_WORDS * MOST_LINES);

  /** Makes the finder; undefined where the runtime has no SIMD. */
  static create(): MemberFinder | undefined {
    const simd = newSimdInstance();
    return simd === undefined ? undefined : new MemberFinder(simd);
  }

  private constructor(simd: SimdExports) {
    this.#simd = simd;
    const keysAt = align(simd.heapStart());
    const tapeAt = align(keysAt + KEY_BYTES * KEYS.length);
    this.#saidAt = tapeAt + TAPE_BYTES;
    this.#memory = new LinesMemory(simd, this.#saidAt + WORD_BYTES * MEMBER_WORDS * MOST_LINES);
    const { bytes } = this.#memory;
    for (const [index, key] of KEYS.entries()) {
      const at = keysAt + KEY_BYTES * index;
      bytes.writeUInt32LE(key.length, at);
      bytes.write(key, at + WORD_BYTES, 'latin1');
    }
    simd.setTape(tapeAt, tapeAt + TAPE_BYTES);
    simd.setMembers(keysAt, this.#saidAt, MOST_LINES);
  }

  /**
   * Says of each line of a block where its members are, {@link MEMBER_WORDS} words each; valid until the next call.
   *
   * @returns undefined where the block is large or not UTF-8: all of its lines ask for a closer look.
   */
  find({ bytes, count }: Block): Uint32Array | undefined {
    if (bytes.length > MOST_BYTES || !isUtf8(bytes)) return undefined;
    if (this.#words.length < MEMBER_WORDS * count)
      this.#words = new Uint32Array(2 * MEMBER_WORDS * count);
    const end = this.#memory.take(bytes);
    for (let from = this.#memory.linesAt, line = 0; line < count; ) {
      const found = this.#simd.findMembers(from, end);
      const base = from - this.#memory.linesAt;
      from += this.#keep(line, found, base);
      line += found;
    }
    return this.#words;
  }

  /** Keeps what was said of some lines; gives their bytes. */
  #keep(line: number, found: number, base: number): number {
    const said = new Uint32Array(this.#memory.bytes.buffer, this.#saidAt, MEMBER_WORDS * found);
    const at = MEMBER_WORDS * line;
    this.#words.set(said, at);
    const bytes = said[MEMBER_WORDS * (found - 1)] ?? 0;
    if (base > 0) this.#move(at, at + MEMBER_WORDS * found, base);
    return bytes;
  }

  /** Counts addresses from the first line of the block. */
  #move(from: number, to: number, base: number): void {
    const words = this.#words;
    for (let line = from; line < to; line += MEMBER_WORDS) {
      for (let word = 0; word <= ERROR_END; word += 1) {
        const value = words[line + word] ?? 0;
        if (value > 0) words[line + word] = value + base;
      }
    }
  }
}
