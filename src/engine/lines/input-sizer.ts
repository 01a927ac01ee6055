import { isUtf8 } from 'node:buffer';
import { NEWLINE } from '../../core/index.ts';
import { align } from '../wasm/align.ts';
import { LinesMemory } from '../wasm/lines-memory.ts';
import { newSimdInstance, type SimdExports } from '../wasm/simd-module.ts';

/** What members of model inputs say of the cost, by their keys; in the order that the module numbers them, from 1. */
export interface SizedKeys {
  /** Of the model input in a record. */
  readonly input: readonly string[];
  /** Where a string is no text that a model reads. */
  readonly noText: readonly string[];
  /** Where media are, unless it is null. */
  readonly media: readonly string[];
  /** Where the model reads JSON, with the names of members. */
  readonly whole: readonly string[];
  /** Where a number bounds the answer, at the top. */
  readonly bound: readonly string[];
  /** Where such numbers may stand too, at the top. */
  readonly inner: readonly string[];
  /** Where it stands how many answers there are, at the top. */
  readonly choices: readonly string[];
}

/** What records add up to. Characters are UTF-16 units. */
export interface InputSums {
  readonly records: number;
  /** Letters of the Latin script but behind a digit, and spaces. */
  readonly words: number;
  /** Others of ASCII. */
  readonly signs: number;
  /** From U+0250 to before U+2000. */
  readonly alphabets: number;
  readonly wide: number;
  /** Most tokens of the answers that are bounded. */
  readonly most: number;
  readonly unbounded: number;
  readonly withMedia: number;
}

const CLASSES = ['input', 'noText', 'media', 'whole', 'bound', 'inner', 'choices'] as const;
const KEY_BYTES = 32;
const CLASS_AT = 31;
const LENGTH_BYTES = 4;
/** Larger blocks have long lines and are rare, and so not worth a larger memory. */
const MOST_BYTES = 8 << 20;
const TAPE_BYTES = 3 * 1024 * 1024;
const SUMS = 8;

/**
 * Adds up the texts of model inputs, and makes no JavaScript value of them: one pass in WebAssembly, which is sure that a line is JSON.
 *
 * Memory: 4 MiB, and of the largest block up to 8 MiB.
 */
export class InputSizer {
  readonly #simd: SimdExports;
  readonly #sumsAt: number;
  readonly #memory: LinesMemory;

  /** Makes the sizer; undefined where the runtime has no SIMD. */
  static create(keys: SizedKeys): InputSizer | undefined {
    const simd = newSimdInstance();
    return simd === undefined ? undefined : new InputSizer(simd, keys);
  }

  private constructor(simd: SimdExports, keys: SizedKeys) {
    this.#simd = simd;
    const all = CLASSES.flatMap((name, index) => keys[name].map((key) => ({ key, of: index + 1 })));
    const keysAt = align(simd.heapStart());
    const tapeAt = align(keysAt + KEY_BYTES * all.length);
    this.#sumsAt = tapeAt + TAPE_BYTES;
    this.#memory = new LinesMemory(simd, this.#sumsAt + 8 * SUMS);
    const { bytes } = this.#memory;
    for (const [index, { key, of }] of all.entries()) {
      const at = keysAt + KEY_BYTES * index;
      bytes.writeUInt32LE(key.length, at);
      bytes.write(key, at + LENGTH_BYTES, 'latin1');
      bytes.writeUInt8(of, at + CLASS_AT);
    }
    simd.setTape(tapeAt, tapeAt + TAPE_BYTES);
    simd.setSizedKeys(keysAt, all.length, this.#sumsAt);
  }

  /**
   * Adds up the records of whole lines.
   *
   * @param lookCloser Is told each line that is not in the sums: blank, no JSON, no record with a model input, of JSON that the model reads
   *   as such, deeper than 128, or with a number, an escape or a key that are rare. Valid until it returns.
   */
  size(bytes: Buffer, lookCloser: (line: Buffer) => void): InputSums {
    const isOurs = bytes.length <= MOST_BYTES && isUtf8(bytes);
    const { linesAt } = this.#memory;
    const end = isOurs ? this.#memory.take(bytes) : 0;
    for (let from = 0; from < bytes.length; ) {
      if (isOurs) from = this.#simd.sizeInputs(linesAt + from, end) - linesAt;
      if (from >= bytes.length) break;
      const newline = bytes.indexOf(NEWLINE, from);
      const behind = newline < 0 ? bytes.length : newline;
      lookCloser(bytes.subarray(from, behind));
      from = behind + 1;
    }
    return this.#sums();
  }

  #sums(): InputSums {
    const sums = new Float64Array(this.#memory.bytes.buffer, this.#sumsAt, SUMS);
    const [records = 0, words = 0, signs = 0, alphabets = 0, wide = 0] = sums;
    const [most = 0, unbounded = 0, withMedia = 0] = sums.subarray(5);
    sums.fill(0);
    return { records, words, signs, alphabets, wide, most, unbounded, withMedia };
  }
}
