// @ts-check

/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same corpus everywhere. */
export class Random {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** @returns {number} From 0 up to 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @param {number} end @returns {number} Whole, from 0 up to `end`. */
  below(end) {
    return Math.floor(this.next() * end);
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    const picked = list.at(this.below(list.length));
    if (picked === undefined) throw new RangeError('There is nothing to pick from');
    return picked;
  }
}
