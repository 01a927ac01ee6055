const SLOT_BYTES: u32 = 8;
const FIRST_HOMES: u32 = 4096;
/** Slots behind the last home, for those that are pushed out of it. */
const SPARE_SLOTS: u32 = 64;
const MOST_FULL: f64 = 0.75;
/** How many times as many homes there are after growing: as many as are expected to do, within bounds that no wrong expectation leaves. */
const LEAST_GROWTH: f64 = 1.1;
const USUAL_GROWTH: f64 = 2;
const MOST_GROWTH: f64 = 4;
/** More than are expected, because an expectation is never quite right. */
const SURPLUS: f64 = 1.03;
const FIRST_POSITION_BITS: u32 = 24;
const MOST_POSITION_BITS: u32 = 32;
const ALL_HASHES: f64 = 4294967296;
const PAGE_BITS: u32 = 16;
/** Addresses have 32 bits. */
const MOST_BYTES: f64 = 4294901760;
const ACCEPTED: u8 = 0;
const ALIKE: u8 = 3;

let hashes: u32 = 0;
let verdicts: u32 = 0;
let slotsAt: u32 = 0;
/** All slots, the spare ones among them. */
let slots: u32 = 0;
let homes: u32 = 0;
/** What the first word of a hash is multiplied with to be its home, when the rest is cut off. */
let share: f64 = 0;
let used: u32 = 0;
let expected: f64 = 0;
let positionBits: u32 = FIRST_POSITION_BITS;
/** The bits of a slot's second word that are hash. */
let hashMask: u32 = 0;

/** What is looked for, and the slot where looking stopped. */
let first: u32 = 0;
let second: u32 = 0;
let at: u32 = 0;

/**
 * Makes an empty table, a hash table of positions in the memory behind all else:
 *
 *     word 0    the first word of the hash
 *     word 1    as many bits of the second word of the hash as there is room for, then the position; 0 where the slot is empty
 *
 * Slots are in the order of the first word, whose share of all hashes is that of its home of all homes, so that the table grows in
 * place and without a look at what was hashed. Positions take 24 bits first; whenever one needs more, all give up a bit of hash.
 *
 * @param mostLines Lines that are taken at once.
 * @returns Where the hashes of lines are to be written, two words each; their verdicts follow behind the last one, a byte each.
 */
export function startIds(mostLines: u32): u32 {
  hashes = (<u32>__heap_base + 63) & ~63;
  verdicts = hashes + (mostLines << 3);
  slotsAt = (verdicts + mostLines + 63) & ~63;
  hashMask = (<u32>-1) << FIRST_POSITION_BITS;
  if (!resize(FIRST_HOMES, FIRST_HOMES + SPARE_SLOTS)) unreachable();
  return hashes;
}

/** Memory of the slots. */
export function bytesOfIds(): f64 {
  return <f64>slots * <f64>SLOT_BYTES;
}

/** Says how many positions there may be in the end, so that the next growth makes the room for them. */
export function expectIds(positions: f64): void {
  expected = positions;
}

/**
 * Reads the homes of the lines ahead: the memory fetches many at once, where looking for each waits for one after the other.
 *
 * @returns Something of what was read: reading must not be idle work that a compiler leaves out.
 */
export function touchIds(count: u32): u32 {
  let read: u32 = 0;
  for (let line: u32 = 0; line < count; line += 1) {
    read ^= load<u32>(addressOf(homeOf(load<u32>(hashes + (line << 3)))), 4);
  }
  return read;
}

/**
 * Adds consecutive positions for lines, up to one that is not accepted or whose hash is there already.
 *
 * @param from Index of the first line.
 * @param to Index behind the last one.
 * @param position Of the first one.
 * @returns The index of the first line that was not added.
 */
export function addNewIds(from: u32, to: u32, position: u32): u32 {
  widen(position + (to - from) - 1);
  reserve(to - from);
  const said = load<u8>(verdicts + from);
  if (said !== ACCEPTED && said !== ALIKE) return from;
  let line = from;
  for (; line < to && load<u8>(verdicts + line) === said; line += 1) {
    const hash = hashes + (line << 3);
    if (findHash(load<u32>(hash), load<u32>(hash, 4)) !== 0) break;
    write(at, first, (second & hashMask) | (position + (line - from)));
    if (at + 1 === slots) addSpare();
  }
  used += line - from;
  return line;
}

/** Gives the first position with a hash, or 0 where there is none; then `nextId` gives more, and `putId` adds one. */
export function findId(firstWord: u32, secondWord: u32): u32 {
  return findHash(firstWord, secondWord);
}

/** Gives the next position with the hash that was looked for, or 0 where there is no more. */
export function nextId(): u32 {
  at += 1;
  return seek();
}

/** Adds a position of at least 1 for the hash that was looked for, once there are no more. */
export function putId(position: u32): void {
  widen(position);
  write(at, first, (second & hashMask) | position);
  used += 1;
  if (at + 1 === slots) addSpare();
  reserve(1);
}

/** Tells whether the slot of the position found last could be that of a hash. */
export function isIdHere(firstWord: u32, secondWord: u32): bool {
  const slot = addressOf(at);
  return load<u32>(slot) === firstWord && ((load<u32>(slot, 4) ^ secondWord) & hashMask) === 0;
}

function addressOf(slot: u32): u32 {
  return slotsAt + slot * SLOT_BYTES;
}

function homeOf(firstWord: u32): u32 {
  return <u32>(<f64>firstWord * share);
}

function write(slot: u32, firstWord: u32, word: u32): void {
  const address = addressOf(slot);
  store<u32>(address, firstWord);
  store<u32>(address, word, 4);
}

function findHash(firstWord: u32, secondWord: u32): u32 {
  first = firstWord;
  second = secondWord;
  at = homeOf(firstWord);
  return seek();
}

/** Goes on to the next slot of the hash that is looked for, or to an empty one; the last slot always is. */
function seek(): u32 {
  let slot = at;
  let word = load<u32>(addressOf(slot), 4);
  while (word !== 0) {
    const isHash = ((word ^ second) & hashMask) === 0;
    if (isHash && load<u32>(addressOf(slot)) === first) break;
    slot += 1;
    word = load<u32>(addressOf(slot), 4);
  }
  at = slot;
  return word & ~hashMask;
}

/** Sees to it that positions have the bits they need, and takes them from the hashes. */
function widen(position: u32): void {
  while (positionBits < MOST_POSITION_BITS && position >> positionBits !== 0) {
    positionBits += 1;
    // a shift by 32 would be one by 0
    hashMask = hashMask << 1;
    const kept = hashMask | (((<u32>1) << (positionBits - 1)) - 1);
    for (let slot: u32 = 0; slot < slots; slot += 1) {
      const word = addressOf(slot) + 4;
      store<u32>(word, load<u32>(word) & kept);
    }
  }
}

function reserve(count: u32): void {
  while (<f64>(used + count) > <f64>homes * MOST_FULL) grow();
}

/** Makes so many slots, for so many homes; false where there is no memory for them. Memory that was never written to is empty slots. */
function resize(homeCount: u32, slotCount: u32): bool {
  const bytes = <f64>slotsAt + <f64>slotCount * <f64>SLOT_BYTES;
  if (bytes > MOST_BYTES) return false;
  const missing = <i32>((<u32>bytes + 0xffff) >> PAGE_BITS) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return false;
  homes = homeCount;
  share = <f64>homeCount / ALL_HASHES;
  slots = slotCount;
  return true;
}

function addSpare(): void {
  if (!resize(homes, slots + SPARE_SLOTS)) unreachable();
}

/**
 * Moves all slots to the end of a larger table and from there, one by one, to where they belong. None is written to before
 * it was read: slots are taken in the order they stand, and no home lies behind a slot that waits at the end.
 */
function grow(): void {
  const before = slots;
  if (!addHomes(growthExpected()) && !addHomes(LEAST_GROWTH)) unreachable();
  settle(moveToEnd(before));
  if (load<u32>(addressOf(slots - 1), 4) !== 0) addSpare();
}

/** As many slots more as homes, so that the last ones have as much room behind them as before. */
function addHomes(growth: f64): bool {
  const more = ceil(<f64>homes * (growth - 1));
  return (
    <f64>slots + more < MOST_BYTES / <f64>SLOT_BYTES && resize(homes + <u32>more, slots + <u32>more)
  );
}

function growthExpected(): f64 {
  const wanted = (SURPLUS * expected) / MOST_FULL / <f64>homes;
  return wanted <= 1 ? USUAL_GROWTH : min(max(wanted, LEAST_GROWTH), MOST_GROWTH);
}

/** Moves all slots before `end` that are not empty to the end, and gives where they begin. */
function moveToEnd(end: u32): u32 {
  let to = slots;
  for (let from = end; from > 0; ) {
    from -= 1;
    const slot = addressOf(from);
    const word = load<u32>(slot, 4);
    if (word === 0) continue;
    to -= 1;
    write(to, load<u32>(slot), word);
  }
  memory.fill(slotsAt, 0, min(to, end) * SLOT_BYTES);
  return to;
}

/** Moves each slot from `start` on to its home or the next empty slot behind it. */
function settle(start: u32): void {
  for (let from = start; from < slots; from += 1) {
    const slot = addressOf(from);
    const firstWord = load<u32>(slot);
    const word = load<u32>(slot, 4);
    store<u32>(slot, 0, 4);
    let to = homeOf(firstWord);
    while (load<u32>(addressOf(to), 4) !== 0) to += 1;
    write(to, firstWord, word);
  }
}
