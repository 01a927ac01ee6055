import { BACKSLASH, LOWER_U } from './bytes';

const LAST_ASCII: u8 = 0x7f;
/** An escape is six bytes, and a character beyond the first plane takes two. */
const ESCAPE_BYTES: u32 = 6;

/** Bytes behind a text that may be read with it, and behind its copy that may be written. */
const SLACK: u32 = 16;

/**
 * Copies valid UTF-8 and writes its characters beyond ASCII as escapes of JSON. The copy begins 16 bytes behind the text and needs room
 * for 12 bytes a character, and 16 more.
 *
 * @param most Characters beyond ASCII that are worth it.
 * @returns The bytes of the copy; 0 where there are more such characters.
 */
export function copyAsOneByte(from: u32, to: u32, most: u32): u32 {
  const into = to + SLACK;
  let at = from;
  let out = into;
  let left = most;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    const beyond = i8x16.bitmask(bytes);
    // a branch and no choice of a number: the next bytes are loaded before it is known what these are
    if (beyond === 0) {
      at += 16;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(beyond);
    at += plain;
    out += plain;
    if (at >= to) break;
    if (left === 0) return 0;
    left -= 1;
    const lead = load<u8>(at);
    const length: u32 = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    out = writeEscape(out, pointAt(at, length));
    at += length;
  }
  return out - into - (at - to);
}

/** The code point of a character of two to four bytes. */
export function pointAt(at: u32, length: u32): u32 {
  let point: u32 = <u32>load<u8>(at) & (<u32>LAST_ASCII >> length);
  for (let next: u32 = 1; next < length; next += 1) {
    point = (point << 6) | (<u32>load<u8>(at + next) & 0x3f);
  }
  return point;
}

/** Gives the address behind the escape. */
function writeEscape(out: u32, point: u32): u32 {
  if (point <= 0xffff) return writeUnit(out, point);
  const second = writeUnit(out, 0xd800 | ((point - 0x10000) >> 10));
  return writeUnit(second, 0xdc00 | (point & 0x3ff));
}

function writeUnit(out: u32, unit: u32): u32 {
  store<u8>(out, BACKSLASH);
  store<u8>(out, LOWER_U, 1);
  for (let digit: u32 = 0; digit < 4; digit += 1) {
    const value = (unit >> (12 - 4 * digit)) & 15;
    store<u8>(out + digit, value < 10 ? 0x30 + value : 0x57 + value, 2);
  }
  return out + ESCAPE_BYTES;
}
