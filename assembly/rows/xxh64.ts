import { copyBytes } from './copy';
import { SLACK } from './layout';

const PRIME_1: u64 = 0x9e3779b185ebca87;
const PRIME_2: u64 = 0xc2b2ae3d27d4eb4f;
const PRIME_3: u64 = 0x165667b19e3779f9;
const PRIME_4: u64 = 0x85ebca77c2b2ae63;
const PRIME_5: u64 = 0x27d4eb2f165667c5;
const STRIPE: u32 = 32;
/** Bytes that are better copied than digested where they stand. */
const MOST_COPIED: u32 = 256;

/** The buffer, and where the bytes in it end. */
let buffer: u32 = 0;
let bufferEnd: u32 = 0;
let filled: u32 = 0;
/** Bytes that left the buffer: whole stripes. */
let digested: u64 = 0;
let lane1: u64 = 0;
let lane2: u64 = 0;
let lane3: u64 = 0;
let lane4: u64 = 0;

/** Takes the place of the buffer. */
export function setDigestBuffer(from: u32, to: u32): void {
  buffer = from;
  bufferEnd = to - SLACK;
}

/** Begins a text. */
export function beginDigest(): void {
  filled = buffer;
  digested = 0;
}

/** Gives where up to `bytes` bytes can be written, which must be fewer than half of the buffer; {@link took} says how many they were. */
export function digestRoom(bytes: u32): u32 {
  if (filled + bytes > bufferEnd) digestStripes();
  return filled;
}

/** Takes over what was written up to an address. */
export function tookUpTo(end: u32): void {
  filled = end;
}

/** Adds a few bytes. */
export function digestByte(byte: u8): void {
  store<u8>(digestRoom(1), byte);
  filled += 1;
}

/** Adds bytes; many are digested where they stand. */
export function digestBytes(from: u32, length: u32): void {
  if (length <= MOST_COPIED) {
    filled = copyBytes(from, length, digestRoom(length));
    return;
  }
  const end = from + length;
  const missing = (buffer - filled) & (STRIPE - 1);
  filled = copyBytes(from, missing, digestRoom(missing));
  digestStripes();
  const behind = digestFrom(from + missing, end);
  filled = copyBytes(behind, end - behind, buffer);
}

/** Gives XXH64 of the text, with the seed 0. */
export function endDigest(): u64 {
  const isLong = digested + (filled - buffer) >= STRIPE;
  if (isLong) digestStripes();
  let hash = isLong ? mergedLanes() : PRIME_5;
  hash += digested + (filled - buffer);
  let at = buffer;
  for (; at + 8 <= filled; at += 8) {
    hash ^= round(0, load<u64>(at));
    hash = rotl<u64>(hash, 27) * PRIME_1 + PRIME_4;
  }
  if (at + 4 <= filled) {
    hash ^= <u64>load<u32>(at) * PRIME_1;
    hash = rotl<u64>(hash, 23) * PRIME_2 + PRIME_3;
    at += 4;
  }
  for (; at < filled; at += 1) {
    hash ^= <u64>load<u8>(at) * PRIME_5;
    hash = rotl<u64>(hash, 11) * PRIME_1;
  }
  return avalanche(hash);
}

/** Takes whole stripes out of the buffer and moves the rest to its beginning. */
function digestStripes(): void {
  const behind = digestFrom(buffer, filled);
  if (behind > buffer) filled = copyBytes(behind, filled - behind, buffer);
}

/** Digests whole stripes. Gives the address behind them. */
function digestFrom(from: u32, to: u32): u32 {
  const isFirst = digested === 0;
  let one = isFirst ? PRIME_1 + PRIME_2 : lane1;
  let two = isFirst ? PRIME_2 : lane2;
  let three = isFirst ? 0 : lane3;
  let four = isFirst ? 0 - PRIME_1 : lane4;
  let at = from;
  for (; at + STRIPE <= to; at += STRIPE) {
    one = round(one, load<u64>(at));
    two = round(two, load<u64>(at, 8));
    three = round(three, load<u64>(at, 16));
    four = round(four, load<u64>(at, 24));
  }
  lane1 = one;
  lane2 = two;
  lane3 = three;
  lane4 = four;
  digested += at - from;
  return at;
}

function mergedLanes(): u64 {
  let hash =
    rotl<u64>(lane1, 1) + rotl<u64>(lane2, 7) + rotl<u64>(lane3, 12) + rotl<u64>(lane4, 18);
  hash = merge(hash, lane1);
  hash = merge(hash, lane2);
  hash = merge(hash, lane3);
  return merge(hash, lane4);
}

function merge(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
}

function round(lane: u64, input: u64): u64 {
  return rotl<u64>(lane + input * PRIME_2, 31) * PRIME_1;
}

function avalanche(merged: u64): u64 {
  let hash = merged;
  hash ^= hash >> 33;
  hash *= PRIME_2;
  hash ^= hash >> 29;
  hash *= PRIME_3;
  return hash ^ (hash >> 32);
}
