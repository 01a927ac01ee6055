const WORD = 2 ** 32;
/** Bits of a second word that a double holds beside a whole first one. */
const SECOND_BITS = 21;

/**
 * Gives a number below 2^53 that looks random and depends on nothing but a seed and a row's number, both whole and from 0 on.
 *
 * It must never change: the same seed takes the same rows in every version.
 */
export function rowKey(seed: number, row: number): number {
  const start = mixed(mixed(lowWord(seed) + 0x9e3779b9) ^ highWord(seed));
  const second = mixed(start + 0x3c6ef372);
  const first = mixed(mixed(lowWord(row) + start) + Math.imul(highWord(row), 0x85ebca6b) + second);
  const other = mixed(first ^ mixed(lowWord(row) ^ second));
  return (first >>> 0) * 2 ** SECOND_BITS + (other >>> (32 - SECOND_BITS));
}

function lowWord(value: number): number {
  return (value % WORD) | 0;
}

function highWord(value: number): number {
  return Math.floor(value / WORD) | 0;
}

/** Spreads each bit of a word over all of them; different words stay different. */
function mixed(word: number): number {
  let value = word | 0;
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d | 1);
  return value ^ (value >>> 16);
}
