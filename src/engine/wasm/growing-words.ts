import { newWasmMemory, reserveMemory, type WasmMemory } from '../../core/index.ts';

/** Below it a copy costs nothing, and a memory of its own reserves gigabytes of addresses. */
const LARGEST_COPIED = 1 << 18;

/**
 * Words of 32 bits that grow in place: the memory of WebAssembly is the only one of JavaScript that can, so that growing
 * never needs the old and the new at once. Where there is none, growing copies.
 */
export class GrowingWords {
  /** What there is now; another view after each growth. */
  words: Int32Array;
  #memory: WasmMemory | undefined;

  constructor(length: number) {
    this.words = new Int32Array(length);
  }

  /** Adds zeros behind what there is, up to at least `length` words. */
  grow(length: number): void {
    if (length <= this.words.length) return;
    if (this.#memory !== undefined || length > LARGEST_COPIED) this.#growInPlace(length);
    else this.#copy(length);
  }

  #growInPlace(length: number): void {
    const isFirst = this.#memory === undefined;
    this.#memory ??= newWasmMemory();
    if (this.#memory === undefined) {
      this.#copy(length);
      return;
    }
    const grown = new Int32Array(reserveMemory(this.#memory, length * 4).buffer);
    if (isFirst) grown.set(this.words);
    this.words = grown;
  }

  #copy(length: number): void {
    const grown = new Int32Array(length);
    grown.set(this.words);
    this.words = grown;
  }
}
