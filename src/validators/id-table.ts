const CHUNK_BITS = 20;
const CHUNK_BYTES = 1 << CHUNK_BITS;
const LARGEST_ADDRESS = 0xffff_ffff;
const FIRST_SLOTS = 1024;
const MOST_FULL = 0.7;
/** Ids between two marks, at most: a line number is counted from the last mark on. */
const IDS_A_MARK = 256;
const FIRST_MARKS = 64;

/**
 * A set of short byte strings with a number for each that grows with them, such as the line it stands in.
 *
 * The strings stand one behind the other in chunks of 1 MiB, each behind its length; the slots of the hash table hold their addresses. A tag,
 * one byte of the hash, is looked at before the string. Numbers are not stored but counted: a mark says the number of one
 * string, and those behind it have the next ones.
 *
 *     chunk   3 a b c 2 d e 1 f … 0 (the rest of the chunk is empty)
 *     mark    address of "3 a b c", number 7: "de" has 8, "f" has 9
 */
export class IdTable {
  readonly #chunks: Uint8Array[] = [];
  #slots = new Uint32Array(FIRST_SLOTS);
  /** For each slot a byte of the hash; 0 where the slot is empty. */
  #tags = new Uint8Array(FIRST_SLOTS);
  #size = 0;
  #bytes: Uint8Array = new Uint8Array();
  /** Where the next string goes. */
  #top = 0;
  #markAddress = new Float64Array(FIRST_MARKS);
  #markNumber = new Float64Array(FIRST_MARKS);
  #marks = 0;
  #sinceMark = 0;
  #lastNumber = 0;

  /** Takes the bytes that strings are added from until it is called again. */
  read(bytes: Uint8Array): void {
    this.#bytes = bytes;
  }

  /**
   * Adds the string of 1 to 255 bytes that stands from `start` to `end`, with a number above all before.
   *
   * @returns Its number if it was there already.
   */
  add(start: number, end: number, number: number): number | undefined {
    const mask = this.#slots.length - 1;
    const hash = hashOf(this.#bytes, start, end);
    const tag = tagOf(hash);
    let slot = hash & mask;
    for (let there = this.#tags[slot]; there !== 0; there = this.#tags[slot]) {
      const address = there === tag ? (this.#slots[slot] ?? 0) : 0;
      if (there === tag && this.#isAt(address, start, end)) return this.#numberAt(address);
      slot = (slot + 1) & mask;
    }
    this.#tags[slot] = tag;
    this.#slots[slot] = this.#append(start, end);
    this.#count(this.#slots[slot] ?? 0, number);
    if (this.#size > this.#slots.length * MOST_FULL) this.#grow();
    return undefined;
  }

  #isAt(address: number, start: number, end: number): boolean {
    const chunk = this.#chunkOf(address);
    const behind = (address & (CHUNK_BYTES - 1)) + 1;
    if (chunk[behind - 1] !== end - start) return false;
    for (let at = end - start - 1; at >= 0; at -= 1) {
      if (chunk[behind + at] !== this.#bytes[start + at]) return false;
    }
    return true;
  }

  /** Gives the address of the string's copy. */
  #append(start: number, end: number): number {
    const length = end - start;
    const used = this.#top & (CHUNK_BYTES - 1);
    if (used + length + 1 > CHUNK_BYTES) this.#top = this.#chunks.length * CHUNK_BYTES;
    const address = this.#top;
    if (address > LARGEST_ADDRESS) {
      throw new RangeError('4 GiB of recordIds are more than the index can hold');
    }
    if (address === this.#chunks.length * CHUNK_BYTES) {
      this.#chunks.push(new Uint8Array(CHUNK_BYTES));
    }
    const chunk = this.#chunkOf(address);
    const behind = (address % CHUNK_BYTES) + 1;
    chunk[behind - 1] = length;
    for (let at = 0; at < length; at += 1) chunk[behind + at] = this.#bytes[start + at] ?? 0;
    this.#top = address + length + 1;
    return address;
  }

  /** Sees to it that the number of the newest string is found again. */
  #count(address: number, number: number): void {
    this.#size += 1;
    const isCounted = number === this.#lastNumber + 1 && this.#sinceMark < IDS_A_MARK;
    const isFirst = address % CHUNK_BYTES === 0;
    // Nobody counts from one chunk into the next.
    if (isCounted && !isFirst) this.#sinceMark += 1;
    else this.#mark(address, number);
    this.#lastNumber = number;
  }

  #mark(address: number, number: number): void {
    if (this.#marks === this.#markAddress.length) {
      this.#markAddress = doubled(this.#markAddress);
      this.#markNumber = doubled(this.#markNumber);
    }
    this.#markAddress[this.#marks] = address;
    this.#markNumber[this.#marks] = number;
    this.#marks += 1;
    this.#sinceMark = 1;
  }

  /** Counts from the last mark before an address. */
  #numberAt(address: number): number {
    let low = 0;
    for (let high = this.#marks; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((this.#markAddress[middle] ?? 0) <= address) low = middle;
      else high = middle;
    }
    let number = this.#markNumber[low] ?? 0;
    const chunk = this.#chunkOf(address);
    for (let at = this.#markAddress[low] ?? 0; at < address; number += 1) {
      at += (chunk[at % CHUNK_BYTES] ?? 0) + 1;
    }
    return number;
  }

  /** Doubles the slots and finds each string its own again, in the order they stand. */
  #grow(): void {
    const length = this.#slots.length * 2;
    this.#slots = new Uint32Array(length);
    this.#tags = new Uint8Array(length);
    for (const [index, chunk] of this.#chunks.entries()) this.#settle(chunk, index * CHUNK_BYTES);
  }

  /** Gives each string of a chunk a slot; behind the last one is a 0. */
  #settle(chunk: Uint8Array, base: number): void {
    const mask = this.#slots.length - 1;
    let start = 0;
    for (let bytes = chunk[0]; bytes; bytes = chunk[start]) {
      const end = start + 1 + bytes;
      const hash = hashOf(chunk, start + 1, end);
      let slot = hash & mask;
      while (this.#tags[slot] !== 0) slot = (slot + 1) & mask;
      this.#tags[slot] = tagOf(hash);
      this.#slots[slot] = base + start;
      start = end;
    }
  }

  #chunkOf(address: number): Uint8Array {
    return this.#chunks[address >>> CHUNK_BITS] as Uint8Array;
  }
}

/** FNV-1a with its bits mixed once more, for ids that differ only in their last digits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** A byte of the hash that the slot is not chosen by, and never 0. */
function tagOf(hash: number): number {
  return hash >>> 24 || 1;
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
