import { BACKSLASH, LOWER_U, QUOTE } from './bytes';

const CONTROL_OR_QUOTE: u8 = 0x20;
const QUOTE_TO_SPACE: u8 = 0x02;

/** 1 for what may stand behind a backslash, but for `u`. */
const isEscape = memory.data(256);
/** The value of a hexadecimal digit; 0xff for other bytes. */
const hexValue = memory.data(256);

let escaped: bool = false;

/** Fills the tables; once, before anything is scanned. */
export function prepareStrings(): void {
  const letters = '"\\/bfnrt';
  for (let at = 0; at < letters.length; at += 1) {
    store<u8>(isEscape + letters.charCodeAt(at), 1);
  }
  memory.fill(hexValue, 0xff, 256);
  for (let digit: u8 = 0; digit < 16; digit += 1) {
    const lower: u8 = digit < 10 ? 0x30 + digit : 0x57 + digit;
    store<u8>(hexValue + <u32>lower, digit);
    if (digit >= 10) store<u8>(hexValue + <u32>(lower - 0x20), digit);
  }
}

/** Whether the string scanned last has escapes. */
export function hasEscapes(): bool {
  return escaped;
}

/** Quotes, backslashes and control characters. Only a quote (0x22) and these come out at or below 0x20 with bit 1 turned. */
function stops(at: u32): v128 {
  const bytes = v128.load(at);
  const turned = v128.xor(bytes, i8x16.splat(QUOTE_TO_SPACE));
  return v128.or(
    i8x16.le_u(turned, i8x16.splat(CONTROL_OR_QUOTE)),
    i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
  );
}

/** Finds the first byte that is no plain text. */
function findStop(from: u32): u32 {
  let at = from;
  while (true) {
    const first = stops(at);
    const second = stops(at + 16);
    if (v128.any_true(v128.or(first, second))) {
      const found = i8x16.bitmask(first) | (i8x16.bitmask(second) << 16);
      return at + ctz(found);
    }
    at += 32;
  }
}

/** Scans a string from behind its opening quote. Gives the address behind its closing quote; 0 where it is none. */
export function scanString(from: u32): u32 {
  escaped = false;
  let at = findStop(from);
  while (load<u8>(at) === BACKSLASH) {
    escaped = true;
    at = scanEscapes(at);
    if (at === 0) return 0;
    at = findStop(at);
  }
  return load<u8>(at) === QUOTE ? at + 1 : 0;
}

/** Scans one escape and those right behind it. */
function scanEscapes(from: u32): u32 {
  let at = from;
  while (load<u8>(at) === BACKSLASH) {
    const letter = load<u8>(at + 1);
    if (load<u8>(isEscape + <u32>letter) !== 0) {
      at += 2;
    } else {
      at = letter === LOWER_U ? scanUnicode(at + 2) : 0;
      if (at === 0) return 0;
    }
  }
  return at;
}

/** Scans the digits behind `\u`; surrogates only in pairs, and no NUL. */
function scanUnicode(from: u32): u32 {
  const unit = unitAt(from);
  if (unit === 0 || unit > 0xffff) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return from + 4;
  if (unit > 0xdbff || load<u16>(from + 4) !== 0x755c) return 0;
  const second = unitAt(from + 6);
  return second >= 0xdc00 && second <= 0xdfff ? from + 10 : 0;
}

/** The value of four hexadecimal digits; above 0xffff where they are none. */
export function unitAt(at: u32): u32 {
  const first: u32 = load<u8>(hexValue + <u32>load<u8>(at));
  const second: u32 = load<u8>(hexValue + <u32>load<u8>(at + 1));
  const third: u32 = load<u8>(hexValue + <u32>load<u8>(at + 2));
  const fourth: u32 = load<u8>(hexValue + <u32>load<u8>(at + 3));
  if ((first | second | third | fourth) > 15) return 0x10000;
  return (first << 12) | (second << 8) | (third << 4) | fourth;
}
