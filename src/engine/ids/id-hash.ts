/** Two words of 32 bits, never both 0: a hash that is 0 and 0 is not known. */
export interface IdHash {
  first: number;
  second: number;
}

/** An id among other bytes, with the words of its hash. */
export interface IdInBytes extends IdHash {
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** Computes the hash of an id among other bytes, as {@link hashId} does. */
export function hashIdInBytes(id: IdInBytes): IdInBytes {
  hashSpan(id, id.start, id.end, id.bytes);
  return id;
}

/**
 * Computes the hash of an id's UTF-8 bytes, as the engine does for the lines it accepts.
 *
 * Each step takes eight bytes, the last one filled up with zeros. It is no secret: who wants can make ids of one hash.
 *
 * @param into Takes the hash, so that none is made for each id.
 */
export function hashId(bytes: Uint8Array, into: IdHash): IdHash {
  hashSpan(into, 0, bytes.length, bytes);
  return into;
}

function hashSpan(into: IdHash, start: number, end: number, bytes: Uint8Array): void {
  let first = 0x9e3779b1 ^ (end - start);
  let second = 0x7feb352d;
  for (let at = start; at < end; at += 8) {
    first = Math.imul(first ^ wordAt(bytes, at, end), 0x85ebca6b);
    second = Math.imul(second ^ wordAt(bytes, at + 4, end) ^ first, 0xc2b2ae35);
    first ^= second >>> 15;
  }
  first = Math.imul(first ^ (first >>> 16) ^ second, 0x2c1b3c6d);
  first ^= first >>> 15;
  second = Math.imul(second ^ (second >>> 16) ^ first, 0x297a2d39);
  second ^= second >>> 15;
  first ^= second;
  into.first = first >>> 0;
  into.second = (first | second) === 0 ? 1 : second >>> 0;
}

/** Four bytes, the lowest first; those from the end on are 0. */
function wordAt(bytes: Uint8Array, at: number, end: number): number {
  let word = 0;
  for (let index = Math.min(at + 4, end) - 1; index >= at; index -= 1) {
    word = (word << 8) | (bytes[index] ?? 0);
  }
  return word;
}
