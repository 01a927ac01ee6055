import { GrowingWords } from '../../engine/index.ts';

const FIRST_HOMES = 2 ** 12;
/** Slots behind the last home, for those that are pushed out of it. */
const SPARE_SLOTS = 64;
const MOST_FULL = 0.75;
/** How many times as many homes there are after growing: as many as are expected to do, within bounds that no wrong expectation leaves. */
const LEAST_GROWTH = 1.1;
const USUAL_GROWTH = 2;
const MOST_GROWTH = 8;
/** More than are expected, because an expectation is never quite right. */
const SURPLUS = 1.03;
const FIRST_POSITION_BITS = 24;
const MOST_POSITION_BITS = 32;
const ALL_HASHES = 2 ** 32;

/**
 * A hash table of positions: two words a slot, 11 bytes for each position where as many came as were expected, up to 22 where nothing was.
 *
 *     word 0    the first word of the hash
 *     word 1    as many bits of the second word of the hash as there is room for, then the position; 0 where the slot is empty
 *
 * Slots are in the order of the first word, whose share of all hashes is that of its home of all homes, so that the table grows in
 * place and without a look at what was hashed: from its end on, each run of slots moves to where it belongs now.
 * Positions take 24 bits first; whenever one needs more, all give up a bit of hash.
 * Words are signed in here: only such numbers are always words for JavaScript too.
 */
export class IdTable {
  readonly #store = new GrowingWords(2 * (FIRST_HOMES + SPARE_SLOTS));
  #words = this.#store.words;
  #homes = FIRST_HOMES;
  /** What a first word is multiplied with to be its home, when the rest is cut off. */
  #share = FIRST_HOMES / ALL_HASHES;
  #used = 0;
  #expected = 0;
  #positionBits = FIRST_POSITION_BITS;
  /** The bits of a word 1 that are hash. */
  #hashMask = -1 << FIRST_POSITION_BITS;
  /** What is looked for, and the index of the word where looking stopped. */
  #first = 0;
  #second = 0;
  #at = 0;
  /** What was read ahead: reading must not be idle work that a compiler leaves out. */
  #touched = 0;

  /** Memory of the slots. */
  get bytes(): number {
    return this.#words.byteLength;
  }

  /** Says how many positions there may be in the end, so that the next growth makes the room for them. */
  expect(positions: number): void {
    this.#expected = positions;
  }

  /**
   * Reads the homes of hashes ahead: the memory fetches many at once, where looking for each waits for one after the other.
   *
   * @param hashes Two words for each.
   */
  touch(hashes: Uint32Array, count: number): void {
    const words = this.#words;
    const share = this.#share;
    let touched = 0;
    for (let at = 0; at < 2 * count; at += 2) {
      touched ^= words[homeOf(hashes[at] as number, share) * 2] as number;
    }
    this.#touched = touched;
  }

  /**
   * Adds consecutive positions for hashes, up to one whose hash is there already.
   *
   * @param span Indexes of the hashes, from the first one to before the last one.
   * @param position Of the first one.
   * @returns The index of the first that was not added; the end of the span where all were.
   */
  addNew(hashes: Uint32Array, [from, to]: readonly [number, number], position: number): number {
    this.#widen(position + to - from - 1);
    this.#reserve(to - from);
    const share = this.#share;
    const hashMask = this.#hashMask;
    const before = position - from;
    let words = this.#words;
    let index = from;
    for (; index < to; index += 1) {
      const hash = hashes[2 * index] as number;
      const first = hash | 0;
      const second = (hashes[2 * index + 1] as number) & hashMask;
      let at = homeOf(hash, share) * 2;
      let word = words[at + 1] as number;
      while (word !== 0 && (words[at] !== first || (word & hashMask) !== second)) {
        at += 2;
        word = words[at + 1] as number;
      }
      if (word !== 0) break;
      words[at] = first;
      words[at + 1] = second | (before + index);
      if (at + 4 > words.length) words = this.#addSpare();
    }
    this.#used += index - from;
    return index;
  }

  /** Gives the first position with a hash, or 0 where there is none; then `next` gives more, and `put` adds one. */
  find(first: number, second: number): number {
    this.#first = first | 0;
    this.#second = second | 0;
    this.#at = homeOf(first, this.#share) * 2;
    return this.#seek();
  }

  /** Gives the next position with the hash that was looked for, or 0 where there is no more. */
  next(): number {
    this.#at += 2;
    return this.#seek();
  }

  /** Adds a position of 1 to 2^32 - 1 for the hash that was looked for, once there are no more. */
  put(position: number): void {
    this.#widen(position);
    this.#words[this.#at] = this.#first;
    this.#words[this.#at + 1] = (this.#second & this.#hashMask) | position;
    this.#used += 1;
    if (this.#at + 4 > this.#words.length) this.#addSpare();
    this.#reserve(1);
  }

  /** Tells whether the slot of the position found last could be that of a hash. */
  isHashHere(first: number, second: number): boolean {
    const stamp = (this.#words[this.#at + 1] ?? 0) ^ second;
    return this.#words[this.#at] === (first | 0) && (stamp & this.#hashMask) === 0;
  }

  #seek(): number {
    let at = this.#at;
    for (let word = this.#words[at + 1]; word !== 0; word = this.#words[at + 1]) {
      const isHash = (((word as number) ^ this.#second) & this.#hashMask) === 0;
      if (isHash && this.#words[at] === this.#first) {
        this.#at = at;
        return ((word as number) & ~this.#hashMask) >>> 0;
      }
      at += 2;
    }
    this.#at = at;
    return 0;
  }

  /** Sees to it that positions have the bits they need, and takes them from the hashes. */
  #widen(position: number): void {
    while (position >= 2 ** this.#positionBits) {
      if (this.#positionBits === MOST_POSITION_BITS) {
        throw new RangeError('The index of ids cannot number more than 4,294,967,295 lines');
      }
      this.#positionBits += 1;
      // a shift by 32 would be one by 0
      this.#hashMask = (this.#hashMask << 1) | 0;
      const kept = this.#hashMask | (2 ** (this.#positionBits - 1) - 1);
      for (let at = 1; at < this.#words.length; at += 2) {
        this.#words[at] = (this.#words[at] ?? 0) & kept;
      }
    }
  }

  /** The last slot is always empty, so that whoever looks for a hash comes to an end. */
  #addSpare(): Int32Array {
    this.#store.grow(this.#words.length + 2 * SPARE_SLOTS);
    this.#words = this.#store.words;
    return this.#words;
  }

  #reserve(count: number): void {
    while (this.#used + count > this.#homes * MOST_FULL) this.#grow();
  }

  /**
   * Moves all slots to the end of a larger table and from there, one by one, to where they belong. None is written to before
   * it was read: slots are taken in the order they stand, and no home lies behind a slot that waits at the end.
   */
  #grow(): void {
    const { length } = this.#words;
    const homes = this.#homesExpected();
    // as many slots more as homes, so that the last ones have as much room behind them as before
    this.#store.grow(length + 2 * (homes - this.#homes));
    const { words } = this.#store;
    this.#words = words;
    this.#homes = homes;
    this.#share = homes / ALL_HASHES;
    settle(words, moveToEnd(words, length), this.#share);
    if (words.at(-1) !== 0) this.#addSpare();
  }

  #homesExpected(): number {
    const wanted = (SURPLUS * this.#expected) / MOST_FULL / this.#homes;
    const growth =
      wanted <= 1 ? USUAL_GROWTH : Math.min(Math.max(wanted, LEAST_GROWTH), MOST_GROWTH);
    return Math.ceil(this.#homes * growth);
  }
}

/** @param first The first word of a hash, without its sign. */
function homeOf(first: number, share: number): number {
  return (first * share) | 0;
}

/** Moves all slots before `end` that are not empty to the end, and gives where they begin. */
function moveToEnd(words: Int32Array, end: number): number {
  let to = words.length;
  for (let at = end - 2; at >= 0; at -= 2) {
    const word = words[at + 1] as number;
    // an empty slot is written too, and then written over
    words[to - 2] = words[at] as number;
    words[to - 1] = word;
    to -= word === 0 ? 0 : 2;
  }
  words.fill(0, 0, to);
  return to;
}

/** Moves each slot from `start` on to its home or the next empty slot behind it. */
function settle(words: Int32Array, start: number, share: number): void {
  for (let from = start; from < words.length; from += 2) {
    const first = words[from] as number;
    const word = words[from + 1] as number;
    words[from + 1] = 0;
    let at = homeOf(first >>> 0, share) * 2;
    while (words[at + 1] !== 0) at += 2;
    words[at] = first;
    words[at + 1] = word;
  }
}
