export const TAB: u8 = 0x09;
export const NEWLINE: u8 = 0x0a;
export const CARRIAGE_RETURN: u8 = 0x0d;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const MINUS: u8 = 0x2d;
export const POINT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const ZERO: u8 = 0x30;
export const COLON: u8 = 0x3a;
export const EQUALS: u8 = 0x3d;
export const OPEN_ARRAY: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_ARRAY: u8 = 0x5d;
export const LOWER_A: u8 = 0x61;
export const LOWER_E: u8 = 0x65;
export const LOWER_F: u8 = 0x66;
export const LOWER_N: u8 = 0x6e;
export const LOWER_T: u8 = 0x74;
export const LOWER_U: u8 = 0x75;
export const OPEN_OBJECT: u8 = 0x7b;
export const CLOSE_OBJECT: u8 = 0x7d;

/** Whether ends of lines are nothing between values; in lines of JSON they are no such thing. */
let areBreaksBlank: bool = false;

/** Takes whether ends of lines may stand between values. */
export function expectBreaks(mayStand: bool): void {
  areBreaksBlank = mayStand;
}

/** Steps over spaces and tabs. A carriage return is left standing, unless ends of lines may stand there: the line then asks for a closer look. */
export function skipBlanks(from: u32): u32 {
  let at = from;
  let byte = load<u8>(at);
  while (byte === SPACE || byte === TAB || (areBreaksBlank && isBreak(byte))) {
    at += 1;
    byte = load<u8>(at);
  }
  return at;
}

function isBreak(byte: u8): bool {
  return byte === NEWLINE || byte === CARRIAGE_RETURN;
}

/** Steps back over spaces and tabs: gives the address behind the last other byte before `to`. */
export function skipBlanksBack(to: u32): u32 {
  let at = to;
  let byte = load<u8>(at - 1);
  while (byte === SPACE || byte === TAB) {
    at -= 1;
    byte = load<u8>(at - 1);
  }
  return at;
}

/** Finds the newline that ends a line; there has to be one. */
export function findNewline(from: u32): u32 {
  const newline = i8x16.splat(NEWLINE);
  let at = from;
  while (true) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
}

export function isDigit(byte: u8): bool {
  return <u8>(byte - ZERO) < 10;
}

/** Compares bytes eight at a time; the last ones together with those before them. */
export function areEqual(left: u32, right: u32, length: u32): bool {
  if (length < 8) return areFewEqual(left, right, length);
  const last = length - 8;
  for (let at: u32 = 0; at < last; at += 8) {
    if (load<u64>(left + at) !== load<u64>(right + at)) return false;
  }
  return load<u64>(left + last) === load<u64>(right + last);
}

/** Compares up to seven bytes. */
function areFewEqual(left: u32, right: u32, length: u32): bool {
  if (length >= 4) {
    const last = length - 4;
    return (
      load<u32>(left) === load<u32>(right) && load<u32>(left + last) === load<u32>(right + last)
    );
  }
  for (let at: u32 = 0; at < length; at += 1) {
    if (load<u8>(left + at) !== load<u8>(right + at)) return false;
  }
  return true;
}
