import { writeAscii, writeUnit } from '../rows/escape';

const BACKSLASH: u16 = 0x5c;
/** Turns a quote into what stands next to the control characters, and leaves these below it. */
const QUOTE_TO_SPACE: u16 = 0x02;
const FIRST_PLAIN: u16 = 0x21;
const LAST_ASCII: u16 = 0x7f;
const NEXT_LINE: u32 = 0x85;
const LINE_SEPARATOR: u32 = 0x2028;
const PARAGRAPH_SEPARATOR: u32 = 0x2029;
const SURROGATE_BITS: u32 = 0xfc00;
const HIGH_SURROGATE: u32 = 0xd800;
const LOW_SURROGATE: u32 = 0xdc00;

/**
 * Writes UTF-16 as what stands between the quotes of a JSON string in UTF-8, with the escapes of JSON.stringify, halves of surrogate pairs
 * among them, and escapes for U+0085, U+2028 and U+2029. Up to 31 bytes behind the text are read, and up to 15 behind the copy written.
 *
 * @returns The address behind the copy, which has at most six bytes for each unit.
 */
export function writeEscapedUnits(from: u32, units: u32, into: u32): u32 {
  const end = from + 2 * units;
  let at = from;
  let out = into;
  while (at < end) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    v128.store(out, i8x16.narrow_i16x8_u(first, second));
    const found = i8x16.bitmask(i8x16.narrow_i16x8_s(stopsIn(first), stopsIn(second)));
    if (found === 0) {
      at += 32;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(found);
    at += 2 * plain;
    out += plain;
    if (at >= end) break;
    let unit: u32 = load<u16>(at);
    if (unit <= LAST_ASCII) {
      out = writeAscii(out, <u8>unit);
      at += 2;
      continue;
    }
    do {
      const length = lengthAt(at, unit, end);
      out = isEscaped(unit, length) ? writeUnit(out, unit) : writeCharacter(at, unit, out);
      at += length;
      unit = load<u16>(at);
    } while (unit > LAST_ASCII && at < end);
  }
  return out - ((at - end) >> 1);
}

/**
 * Writes UTF-16 as UTF-8. Up to 31 bytes behind the text are read, and up to 15 behind the copy written.
 *
 * @returns The address behind the copy, which has at most three bytes for each unit; 0 where there is half a surrogate pair.
 */
export function writeUnits(from: u32, units: u32, into: u32): u32 {
  const end = from + 2 * units;
  let at = from;
  let out = into;
  while (at < end) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    v128.store(out, i8x16.narrow_i16x8_u(first, second));
    const found = i8x16.bitmask(i8x16.narrow_i16x8_s(strangersIn(first), strangersIn(second)));
    if (found === 0) {
      at += 32;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(found);
    at += 2 * plain;
    out += plain;
    if (at >= end) break;
    let unit: u32 = load<u16>(at);
    do {
      const length = lengthAt(at, unit, end);
      if (length === 2 && isSurrogate(unit)) return 0;
      out = writeCharacter(at, unit, out);
      at += length;
      unit = load<u16>(at);
    } while (unit > LAST_ASCII && at < end);
  }
  return out - ((at - end) >> 1);
}

/** Marks quotes, backslashes, control characters and what is not ASCII. */
function stopsIn(units: v128): v128 {
  const turned = v128.xor(units, i16x8.splat(QUOTE_TO_SPACE));
  return v128.or(
    i16x8.gt_u(i16x8.sub(turned, i16x8.splat(FIRST_PLAIN)), i16x8.splat(LAST_ASCII - FIRST_PLAIN)),
    i16x8.eq(units, i16x8.splat(BACKSLASH)),
  );
}

/** Marks what is not ASCII. */
function strangersIn(units: v128): v128 {
  return i16x8.gt_u(units, i16x8.splat(LAST_ASCII));
}

/** Bytes of a character: four where it is a surrogate pair. */
function lengthAt(at: u32, unit: u32, end: u32): u32 {
  if ((unit & SURROGATE_BITS) !== HIGH_SURROGATE || at + 2 >= end) return 2;
  return (<u32>load<u16>(at, 2) & SURROGATE_BITS) === LOW_SURROGATE ? 4 : 2;
}

function isSurrogate(unit: u32): bool {
  return (unit & 0xf800) === HIGH_SURROGATE;
}

function isEscaped(unit: u32, length: u32): bool {
  if (unit < LINE_SEPARATOR) return unit === NEXT_LINE;
  return unit <= PARAGRAPH_SEPARATOR || (length === 2 && isSurrogate(unit));
}

/** Writes a character that is not ASCII. */
function writeCharacter(at: u32, unit: u32, out: u32): u32 {
  if (unit < 0x800) {
    store<u8>(out, <u8>(0xc0 | (unit >> 6)));
    store<u8>(out, <u8>(0x80 | (unit & 0x3f)), 1);
    return out + 2;
  }
  if (!isSurrogate(unit)) {
    store<u8>(out, <u8>(0xe0 | (unit >> 12)));
    store<u8>(out, <u8>(0x80 | ((unit >> 6) & 0x3f)), 1);
    store<u8>(out, <u8>(0x80 | (unit & 0x3f)), 2);
    return out + 3;
  }
  const point = 0x10000 + ((unit & 0x3ff) << 10) + (<u32>load<u16>(at, 2) & 0x3ff);
  store<u8>(out, <u8>(0xf0 | (point >> 18)));
  store<u8>(out, <u8>(0x80 | ((point >> 12) & 0x3f)), 1);
  store<u8>(out, <u8>(0x80 | ((point >> 6) & 0x3f)), 2);
  store<u8>(out, <u8>(0x80 | (point & 0x3f)), 3);
  return out + 4;
}
