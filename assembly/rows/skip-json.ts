import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SPACE,
} from '../bytes';

/**
 * Gives the address behind a value that may be no JSON, by its quotes and brackets alone; 0 where its end is not here. Whatever is given, no
 * value of JSON ends elsewhere.
 */
export function behindValue(from: u32, to: u32): u32 {
  let depth: u32 = 0;
  let at = from;
  while (at < to) {
    const byte = load<u8>(at);
    if (byte === QUOTE) {
      at = behindString(at + 1, to);
      if (at === 0) return 0;
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth <= 1) return depth === 0 ? at : at + 1;
      depth -= 1;
    } else if (depth === 0 && (byte === COMMA || byte <= SPACE)) {
      return at;
    }
    at += 1;
  }
  return 0;
}

/** Gives the address behind the closing quote; 0 where it is not here. */
function behindString(from: u32, to: u32): u32 {
  const quote = i8x16.splat(QUOTE);
  const backslash = i8x16.splat(BACKSLASH);
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (at >= to) return 0;
    if (load<u8>(at) === QUOTE) return at + 1;
    at += 2;
  }
  return 0;
}
