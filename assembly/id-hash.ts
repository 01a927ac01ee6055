/**
 * The hash of an id, or of a model input: two words, never both 0. `hashId` of `src/engine/ids/id-hash.ts` gives the same; a property compares them.
 *
 * Each step takes eight bytes, the last one filled up with zeros; no step loses bits, so that ids of the same length and up to
 * eight bytes never have the same hash.
 */
export function storeHash(start: u32, end: u32, to: u32): void {
  let first: u32 = 0x9e3779b1 ^ (end - start);
  let second: u32 = 0x7feb352d;
  for (let at = start; at < end; at += 8) {
    const left = end - at;
    const bytes = load<u64>(at);
    const taken = left < 8 ? bytes & (((<u64>1) << (left << 3)) - 1) : bytes;
    first = (first ^ <u32>taken) * 0x85ebca6b;
    second = (second ^ <u32>(taken >>> 32) ^ first) * 0xc2b2ae35;
    first ^= second >>> 15;
  }
  first = (first ^ (first >>> 16) ^ second) * 0x2c1b3c6d;
  first ^= first >>> 15;
  second = (second ^ (second >>> 16) ^ first) * 0x297a2d39;
  second ^= second >>> 15;
  first ^= second;
  store<u32>(to, first);
  store<u32>(to, (first | second) === 0 ? 1 : second, 4);
}
