import { createHash } from 'node:crypto';

/** Gives whole numbers from 0 to below `bound`. */
export type Random = (bound: number) => number;

/** Makes a random sequence that is the same whenever the seed text is. */
export function seededRandom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return (bound) => {
    // mulberry32: one 32-bit state, good enough to shuffle lines.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}
