import type { KeptDigests } from './kept-digests.ts';

/**
 * Digests of rows that were not met yet, each with the place of its row; equal ones have to be met as often as they are there.
 *
 * Memory: 16 bytes for each.
 */
export class MissingDigests {
  readonly #sorted: BigUint64Array;
  /** Places of the rows, by their digests; those of equal ones ascend. */
  readonly #places: Uint32Array;
  /** How many of equal digests were met, where the first of them stands. */
  readonly #met: Uint32Array;
  size: number;

  constructor(kept: KeptDigests) {
    this.size = kept.count;
    this.#sorted = new BigUint64Array(kept.count);
    this.#places = new Uint32Array(kept.count);
    this.#met = new Uint32Array(kept.count);
    for (let place = 1; place <= kept.count; place += 1) this.#sorted[place - 1] = kept.at(place);
    this.#sorted.sort();
    for (let place = 1; place <= kept.count; place += 1)
      this.#places[this.#meet(kept.at(place)) ?? 0] = place;
    this.#met.fill(0);
  }

  /** Tells whether any row ever had a digest. */
  has(digest: bigint): boolean {
    return this.#sorted[this.#firstOf(digest)] === digest;
  }

  /** Takes a digest out and gives the place of its row; undefined where none is left. */
  take(digest: bigint): number | undefined {
    const index = this.#meet(digest);
    if (index === undefined) return undefined;
    this.size -= 1;
    return this.#places[index];
  }

  /** Finds the first of equal digests that was not met, and counts it as met. */
  #meet(digest: bigint): number | undefined {
    const first = this.#firstOf(digest);
    const index = first + (this.#met[first] ?? 0);
    if (this.#sorted[index] !== digest) return undefined;
    this.#met[first] = index - first + 1;
    return index;
  }

  /** Finds where the first of equal digests stands, or would. */
  #firstOf(digest: bigint): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as bigint) < digest) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
