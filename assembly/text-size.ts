import { BACKSLASH } from './bytes';

/** Characters of texts, by how many of them tokenizers put into a token; UTF-16 units. The host says which are which. */
export let words: u32 = 0;
export let signs: u32 = 0;
export let alphabets: u32 = 0;
export let wide: u32 = 0;

/** 1 where the last character of ASCII was a digit. */
let behindDigit: u32 = 0;

const LOWER_U: u8 = 0x75;
const LAST_ASCII: u8 = 0x7f;
/** The first characters that are no letters of the Latin script, and no letters of an alphabet. */
const ALPHABETS_FROM: u32 = 0x250;
const WIDE_FROM: u32 = 0x2000;

export function forgetTextSize(): void {
  words = 0;
  signs = 0;
  alphabets = 0;
  wide = 0;
}

/** Adds the characters of a string, which is valid, to those counted before. */
export function addTextSize(start: u32, end: u32): void {
  behindDigit = 0;
  let at = start;
  while (at < end) {
    const bytes = v128.load(at);
    const others = i8x16.bitmask(bytes) | i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
    const plain = min(min(end - at, 16), <u32>ctz(others | 0x10000));
    if (plain > 0) addPlain(bytes, plain);
    at += plain;
    if (plain < 16) at = addOthers(at, end);
  }
}

/** Adds the first characters of 16, which are ASCII and no escapes. */
function addPlain(bytes: v128, count: u32): void {
  const digits = <u32>i8x16.bitmask(areWithin(bytes, 0x30, 10));
  const small = v128.or(bytes, i8x16.splat(0x20));
  const letters = <u32>(
    i8x16.bitmask(v128.or(areWithin(small, 0x61, 26), i8x16.eq(bytes, i8x16.splat(0x20))))
  );
  const ofWords = popcnt(letters & ~((digits << 1) | behindDigit) & ((1 << count) - 1));
  words += ofWords;
  signs += count - ofWords;
  behindDigit = (digits >> (count - 1)) & 1;
}

/** Which bytes are among the `count` from `first` on. */
function areWithin(bytes: v128, first: u8, count: u8): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(count));
}

/** Adds characters while they are not ASCII, or escapes. Gives the address behind them. */
function addOthers(from: u32, end: u32): u32 {
  let at = from;
  while (at < end) {
    const byte = load<u8>(at);
    if (byte === BACKSLASH) at = addEscape(at + 1);
    else if (byte <= LAST_ASCII) return at;
    else if (byte < 0xe0) {
      addUnit(((<u32>(byte & 0x1f)) << 6) | (load<u8>(at, 1) & 0x3f));
      at += 2;
    } else if (byte < 0xf0) {
      // the last six bits do not matter
      addUnit(((<u32>(byte & 0x0f)) << 12) | ((<u32>load<u8>(at, 1) & 0x3f) << 6));
      at += 3;
    } else {
      wide += 2;
      at += 4;
    }
  }
  return at;
}

function addEscape(at: u32): u32 {
  if (load<u8>(at) !== LOWER_U) {
    signs += 1;
    behindDigit = 0;
    return at + 1;
  }
  let unit: u32 = 0;
  for (let digit: u32 = 1; digit <= 4; digit += 1)
    unit = (unit << 4) | valueOfHex(load<u8>(at + digit));
  if (unit <= <u32>LAST_ASCII) addAscii(<u8>unit);
  else addUnit(unit);
  return at + 5;
}

function valueOfHex(byte: u8): u32 {
  return byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57;
}

function addAscii(byte: u8): void {
  const isLetter = <u8>((byte | 0x20) - 0x61) < 26 || byte === 0x20;
  if (isLetter && behindDigit === 0) words += 1;
  else signs += 1;
  behindDigit = <u8>(byte - 0x30) < 10 ? 1 : 0;
}

function addUnit(unit: u32): void {
  if (unit < ALPHABETS_FROM) words += 1;
  else if (unit < WIDE_FROM) alphabets += 1;
  else wide += 1;
}
