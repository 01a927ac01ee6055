import { BACKSLASH, LOWER_U } from '../bytes';
import { unitAt } from '../strings';

const LAST_CONTINUATION: i8 = -65;
const FIRST_LEAD_OF_PAIR: u8 = 0xf0;
const FIRST_SURROGATE: u32 = 0xd800;
const LAST_SURROGATE: u32 = 0xdfff;

/** What the letter behind a backslash stands for, and 0 for those that stand for themselves. */
const controls = memory.data(256);

/** Fills the table; once, before anything is decoded. */
export function prepareDecoding(): void {
  store<u8>(controls + 0x62, 0x08);
  store<u8>(controls + 0x74, 0x09);
  store<u8>(controls + 0x6e, 0x0a);
  store<u8>(controls + 0x66, 0x0c);
  store<u8>(controls + 0x72, 0x0d);
}

/** Counts the UTF-16 units of UTF-8; up to 15 bytes behind it are read. */
export function unitsIn(start: u32, end: u32): u32 {
  let units: u32 = 0;
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at);
    const left = end - at;
    const taken: u32 = left < 16 ? (1 << left) - 1 : 0xffff;
    const leads = <u32>i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(LAST_CONTINUATION)));
    const pairs = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(FIRST_LEAD_OF_PAIR)));
    units += popcnt(leads & taken) + popcnt(pairs & taken);
  }
  return units;
}

/**
 * Writes what a string of JSON says, whose escapes are right, as UTF-8: at most as many bytes, and up to 15 behind them are written too.
 *
 * @returns The address behind it.
 */
export function decodeText(from: u32, to: u32, into: u32): u32 {
  const backslash = i8x16.splat(BACKSLASH);
  let at = from;
  let out = into;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    const found = i8x16.bitmask(i8x16.eq(bytes, backslash));
    if (found === 0) {
      at += 16;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(found);
    at += plain;
    out += plain;
    if (at >= to) break;
    const letter = load<u8>(at, 1);
    if (letter === LOWER_U) {
      const point = pointOf(at + 2);
      out = writePoint(point, out);
      at += point > 0xffff ? 12 : 6;
    } else {
      const control = load<u8>(controls + <u32>letter);
      store<u8>(out, control === 0 ? letter : control);
      out += 1;
      at += 2;
    }
  }
  return out - (at - to);
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
