const FIRST_SLOTS = 1024;
/** Slots are doubled once three in four are taken. */
const FULLEST = 0.75;

/**
 * Counts how often each 64-bit hash was seen, exactly for the hashes.
 *
 * Memory: 12 bytes per slot, so 16 to 32 bytes per distinct hash, and half as much again while it grows.
 */
export class HashCounts {
  #high = new Uint32Array(FIRST_SLOTS);
  #low = new Uint32Array(FIRST_SLOTS);
  /** 0 where the slot is free. */
  #counts = new Uint32Array(FIRST_SLOTS);
  #distinct = 0;

  /** Counts a hash once more and gives how often it was seen: 1 for the first time. */
  add(high: number, low: number): number {
    if (this.#distinct >= this.#counts.length * FULLEST) this.#grow();
    const slot = this.#find(high, low);
    const seen = (this.#counts[slot] as number) + 1;
    if (seen === 1) {
      this.#high[slot] = high;
      this.#low[slot] = low;
      this.#distinct += 1;
    }
    this.#counts[slot] = seen;
    return seen;
  }

  #find(high: number, low: number): number {
    const mask = this.#counts.length - 1;
    let slot = low & mask;
    while (this.#counts[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const high = this.#high;
    const low = this.#low;
    const counts = this.#counts;
    this.#high = new Uint32Array(counts.length * 2);
    this.#low = new Uint32Array(counts.length * 2);
    this.#counts = new Uint32Array(counts.length * 2);
    for (let old = 0; old < counts.length; old += 1) {
      if (counts[old] === 0) continue;
      const slot = this.#find(high[old] as number, low[old] as number);
      this.#high[slot] = high[old] as number;
      this.#low[slot] = low[old] as number;
      this.#counts[slot] = counts[old] as number;
    }
  }
}
