import { BACKSLASH, CARRIAGE_RETURN, COMMA, LOWER_U, NEWLINE, QUOTE } from '../bytes';
import { unitAt } from '../strings';

const LAST_CONTINUATION: i8 = -65;
const FIRST_LEAD_OF_PAIR: u8 = 0xf0;
const FIRST_SURROGATE: u32 = 0xd800;
const LAST_SURROGATE: u32 = 0xdfff;

/** What the letter behind a backslash stands for. */
const meanings = memory.data(256);

/** Fills the table; once, before anything is decoded. */
export function prepareDecoding(): void {
  for (let letter: u32 = 0; letter < 256; letter += 1) store<u8>(meanings + letter, <u8>letter);
  store<u8>(meanings + 0x62, 0x08);
  store<u8>(meanings + 0x74, 0x09);
  store<u8>(meanings + 0x6e, 0x0a);
  store<u8>(meanings + 0x66, 0x0c);
  store<u8>(meanings + 0x72, 0x0d);
}

/** Counts the UTF-16 units of UTF-8; up to 15 bytes behind it are read. */
export function unitsIn(start: u32, end: u32): u32 {
  const whole = start + ((end - start) & ~15);
  let units: u32 = 0;
  let at = start;
  while (at < whole) {
    const stop = min(at + MOST_COUNTED, whole);
    let counts = i8x16.splat(0);
    for (; at < stop; at += 16) {
      const bytes = v128.load(at);
      counts = i8x16.sub(counts, leads(bytes));
      counts = i8x16.sub(counts, pairs(bytes));
    }
    units += sumOf(counts);
  }
  const taken: u32 = (1 << (end - at)) - 1;
  const bytes = v128.load(at);
  const last = popcnt(<u32>i8x16.bitmask(leads(bytes)) & taken);
  return units + last + popcnt(<u32>i8x16.bitmask(pairs(bytes)) & taken);
}

/** Bytes of which a lane counts no more than it holds: two for each sixteenth. */
const MOST_COUNTED: u32 = 16 * 127;

/** Marks what begins a character. */
function leads(bytes: v128): v128 {
  return i8x16.gt_s(bytes, i8x16.splat(LAST_CONTINUATION));
}

/** Marks what begins a character of two units. */
function pairs(bytes: v128): v128 {
  return i8x16.ge_u(bytes, i8x16.splat(FIRST_LEAD_OF_PAIR));
}

function sumOf(counts: v128): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counts));
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/**
 * Writes what a string of JSON says, whose escapes are right, as UTF-8: at most as many bytes, and up to 31 behind them are written too.
 *
 * @returns The address behind it.
 */
export function decodeText(from: u32, to: u32, into: u32): u32 {
  return decode(from, to, into, false);
}

let areQuotesNeeded: bool = false;

/** Writes the same with two quotes for one, as in a field of CSV: at most as many bytes, for a quote is escaped in JSON. */
export function decodeField(from: u32, to: u32, into: u32): u32 {
  areQuotesNeeded = false;
  return decode(from, to, into, true);
}

/** Whether something that was escaped in the field decoded last may only stand between quotes. */
export function needsQuotes(): bool {
  return areQuotesNeeded;
}

function decode(from: u32, to: u32, into: u32, isField: bool): u32 {
  const backslash = i8x16.splat(BACKSLASH);
  let at = from;
  let out = into;
  while (at < to) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    v128.store(out, first);
    v128.store(out, second, 16);
    const inFirst = i8x16.eq(first, backslash);
    const inSecond = i8x16.eq(second, backslash);
    if (!v128.any_true(v128.or(inFirst, inSecond))) {
      at += 32;
      out += 32;
      continue;
    }
    const plain: u32 = ctz(i8x16.bitmask(inFirst) | (i8x16.bitmask(inSecond) << 16));
    at += plain;
    out += plain;
    if (at >= to) break;
    const letter = load<u8>(at, 1);
    const isUnit = letter === LOWER_U;
    const point: u32 = isUnit ? pointOf(at + 2) : <u32>load<u8>(meanings + <u32>letter);
    out = writePoint(point, out);
    if (isField) out = completeField(point, out);
    at += point > 0xffff ? 12 : isUnit ? 6 : 2;
  }
  return out - (at - to);
}

/** Notes what a field has to be quoted for, and doubles a quote. */
function completeField(point: u32, out: u32): u32 {
  if (point === QUOTE) {
    areQuotesNeeded = true;
    store<u8>(out, QUOTE);
    return out + 1;
  }
  if (point === COMMA || point === NEWLINE || point === CARRIAGE_RETURN) areQuotesNeeded = true;
  return out;
}

/** The code point of four digits, and of the pair that they may begin. */
function pointOf(digits: u32): u32 {
  const unit = unitAt(digits);
  if (unit < FIRST_SURROGATE || unit > LAST_SURROGATE) return unit;
  return 0x10000 + ((unit & 0x3ff) << 10) + (unitAt(digits + 6) & 0x3ff);
}

function writePoint(point: u32, out: u32): u32 {
  if (point < 0x80) {
    store<u8>(out, <u8>point);
    return out + 1;
  }
  const more: u32 = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  const mark: u32 = more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0;
  store<u8>(out, <u8>(mark | (point >> (6 * more))));
  for (let next: u32 = 1; next <= more; next += 1) {
    store<u8>(out + next, <u8>(0x80 | ((point >> (6 * (more - next))) & 0x3f)));
  }
  return out + more + 1;
}
