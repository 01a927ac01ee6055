import { BACKSLASH, LOWER_U, QUOTE } from '../bytes';
import { copyBytes } from './copy';
import { separatorsAt } from './line-separators';

const CONTROL_OR_QUOTE: u8 = 0x20;
const QUOTE_TO_SPACE: u8 = 0x02;
const FIRST_CONTROL_OF_LATIN: u8 = 0xc2;
const NEXT_LINE: u8 = 0x85;
const SEPARATOR: u8 = 0xe2;

/** The letter behind the backslash for each control character that has one of its own, and otherwise 0. */
const letters = memory.data(32);

let mayHaveSeparators: bool = false;

/** Fills the table; once, before anything is escaped. */
export function prepareEscapes(): void {
  store<u8>(letters, 0x62, 0x08);
  store<u8>(letters, 0x74, 0x09);
  store<u8>(letters, 0x6e, 0x0a);
  store<u8>(letters, 0x66, 0x0c);
  store<u8>(letters, 0x72, 0x0d);
}

/** Takes whether U+0085, U+2028 and U+2029 may stand in what is escaped next: then they are looked for. */
export function expectSeparators(mayHave: bool): void {
  mayHaveSeparators = mayHave;
}

/**
 * Writes text as what stands between the quotes of a JSON string, with escapes where JSON.stringify has them, and for U+0085, U+2028
 * and U+2029. Up to 17 bytes behind the text are read, and up to 15 behind the copy written.
 *
 * @returns The address behind the copy, which has at most six bytes for each.
 */
export function writeEscaped(from: u32, to: u32, into: u32): u32 {
  return write(from, to, into, 1);
}

/** The same for text in which two quotes stand for one. */
export function writeDoubledEscaped(from: u32, to: u32, into: u32): u32 {
  return write(from, to, into, 2);
}

/** Writes what stands between the quotes of a JSON string as it is, but for U+0085, U+2028 and U+2029, which become escapes. */
export function writeSpliced(from: u32, to: u32, into: u32): u32 {
  if (!mayHaveSeparators) return copyBytes(from, to - from, into);
  let at = from;
  let out = into;
  while (at < to) {
    v128.store(out, v128.load(at));
    const found = i8x16.bitmask(separatorsAt(at));
    if (found === 0) {
      at += 16;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(found);
    at += plain;
    out += plain;
    if (at >= to) break;
    const byte = load<u8>(at);
    out = writeEscape(at, byte, out);
    at += bytesOf(byte);
  }
  return out - (at - to);
}

function write(from: u32, to: u32, into: u32, quoteBytes: u32): u32 {
  let at = from;
  let out = into;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    let stops = v128.or(
      // only a quote (0x22) and control characters come out at or below 0x20 with bit 1 turned
      i8x16.le_u(v128.xor(bytes, i8x16.splat(QUOTE_TO_SPACE)), i8x16.splat(CONTROL_OR_QUOTE)),
      i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
    );
    if (mayHaveSeparators) stops = v128.or(stops, separatorsAt(at));
    const found = i8x16.bitmask(stops);
    if (found === 0) {
      at += 16;
      out += 16;
      continue;
    }
    const plain: u32 = ctz(found);
    at += plain;
    out += plain;
    if (at >= to) break;
    const byte = load<u8>(at);
    out = writeEscape(at, byte, out);
    at += byte === QUOTE ? quoteBytes : bytesOf(byte);
  }
  return out - (at - to);
}

/** Bytes of a character that is escaped. */
function bytesOf(byte: u8): u32 {
  return byte === SEPARATOR ? 3 : byte === FIRST_CONTROL_OF_LATIN ? 2 : 1;
}

function writeEscape(at: u32, byte: u8, out: u32): u32 {
  if (byte === SEPARATOR) return writeUnit(out, 0x2000 | (<u32>load<u8>(at + 2) - 0x80));
  return byte === FIRST_CONTROL_OF_LATIN ? writeUnit(out, NEXT_LINE) : writeAscii(out, byte);
}

/** Writes the escape of a quote, a backslash or a control character. Gives the address behind it. */
export function writeAscii(out: u32, byte: u8): u32 {
  const isItself = byte === QUOTE || byte === BACKSLASH;
  const letter = isItself ? byte : load<u8>(letters + <u32>byte);
  if (letter === 0) return writeUnit(out, byte);
  store<u8>(out, BACKSLASH);
  store<u8>(out, letter, 1);
  return out + 2;
}

/** Writes a UTF-16 unit as an escape of six bytes. Gives the address behind it. */
export function writeUnit(out: u32, unit: u32): u32 {
  store<u8>(out, BACKSLASH);
  store<u8>(out, LOWER_U, 1);
  for (let digit: u32 = 0; digit < 4; digit += 1) {
    const value = (unit >> (12 - 4 * digit)) & 15;
    store<u8>(out + digit, value < 10 ? 0x30 + value : 0x57 + value, 2);
  }
  return out + 6;
}
