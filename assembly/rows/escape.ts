import { BACKSLASH, LOWER_U, QUOTE } from '../bytes';
import { BLOCK_BYTES, copyBlock, copyBytes } from './copy';
import { separatorsAt } from './line-separators';

const CONTROL_OR_QUOTE: u8 = 0x20;
const QUOTE_TO_SPACE: u8 = 0x02;
const FIRST_CONTROL_OF_LATIN: u8 = 0xc2;
const NEXT_LINE: u8 = 0x85;
const SEPARATOR: u8 = 0xe2;
const LAST_ASCII: u8 = 0x7f;
const FIRST_PRINTED: u8 = 0x20;
/** Bytes up to the backslash, which is the last one of ASCII that is escaped. */
const ESCAPED_BYTES: u32 = 0x5d;
const ESCAPE_BYTES: u32 = 8;

/** Of each byte of ASCII that is escaped its escape, and in the last byte of an entry how long that is. */
const escapes = memory.data(ESCAPED_BYTES * ESCAPE_BYTES);

let mayHaveSeparators: bool = false;

/** Fills the table; once, before anything is escaped. */
export function prepareEscapes(): void {
  for (let byte: u8 = 0; byte < FIRST_PRINTED; byte += 1) {
    writeUnit(entryOf(byte), byte);
    store<u8>(entryOf(byte), 6, ESCAPE_BYTES - 1);
  }
  addLetter(0x08, 0x62);
  addLetter(0x09, 0x74);
  addLetter(0x0a, 0x6e);
  addLetter(0x0c, 0x66);
  addLetter(0x0d, 0x72);
  addLetter(QUOTE, QUOTE);
  addLetter(BACKSLASH, BACKSLASH);
}

function addLetter(byte: u8, letter: u8): void {
  store<u8>(entryOf(byte), BACKSLASH);
  store<u8>(entryOf(byte), letter, 1);
  store<u8>(entryOf(byte), 2, ESCAPE_BYTES - 1);
}

function entryOf(byte: u8): u32 {
  return <u32>escapes + <u32>byte * ESCAPE_BYTES;
}

/** Takes whether U+0085, U+2028 and U+2029 may stand in what is escaped next: then they are looked for. */
export function expectSeparators(mayHave: bool): void {
  mayHaveSeparators = mayHave;
}

/**
 * Writes text as what stands between the quotes of a JSON string, with escapes where JSON.stringify has them, and for U+0085, U+2028
 * and U+2029. Up to 33 bytes behind the text are read, and up to 32 behind the copy written.
 *
 * @returns The address behind the copy, which has at most six bytes for each.
 */
export function writeEscaped(from: u32, to: u32, into: u32): u32 {
  return write(from, to, into, false);
}

/** The same for text in which two quotes stand for one. */
export function writeDoubledEscaped(from: u32, to: u32, into: u32): u32 {
  return write(from, to, into, true);
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

function write(from: u32, to: u32, into: u32, isDoubled: bool): u32 {
  let at = from;
  let out = into;
  while (at < to) {
    const block = at;
    let stops = stopsFrom(block);
    copyBlock(at, out);
    if (stops === 0) {
      at += BLOCK_BYTES;
      out += BLOCK_BYTES;
      continue;
    }
    if (to - block < BLOCK_BYTES) stops &= (1 << (to - block)) - 1;
    for (; stops !== 0; stops &= stops - 1) {
      const stop: u32 = block + ctz(stops);
      out += stop - at;
      const byte = load<u8>(stop);
      out = writeEscape(stop, byte, out);
      at = stop + bytesOf(byte);
      if (isDoubled && byte === QUOTE) {
        at += 1;
        // the next stop is the second of the two, or in the next block
        stops &= stops - 1;
      }
      copyBlock(at, out);
    }
    if (at >= block + BLOCK_BYTES) continue;
    out += block + BLOCK_BYTES - at;
    at = block + BLOCK_BYTES;
  }
  return out - (at - to);
}

/** Marks what is escaped in a block. */
function stopsFrom(at: u32): u32 {
  return i8x16.bitmask(stopsAt(at)) | (i8x16.bitmask(stopsAt(at + 16)) << 16);
}

function stopsAt(at: u32): v128 {
  const bytes = v128.load(at);
  const stops = v128.or(
    // only a quote (0x22) and control characters come out at or below 0x20 with bit 1 turned
    i8x16.le_u(v128.xor(bytes, i8x16.splat(QUOTE_TO_SPACE)), i8x16.splat(CONTROL_OR_QUOTE)),
    i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
  );
  return mayHaveSeparators ? v128.or(stops, separatorsAt(at)) : stops;
}

/** Bytes of a character that is escaped. */
function bytesOf(byte: u8): u32 {
  return byte === SEPARATOR ? 3 : byte === FIRST_CONTROL_OF_LATIN ? 2 : 1;
}

function writeEscape(at: u32, byte: u8, out: u32): u32 {
  if (byte <= LAST_ASCII) return writeAscii(out, byte);
  return writeUnit(
    out,
    byte === SEPARATOR ? 0x2000 | (<u32>load<u8>(at + 2) - 0x80) : <u32>NEXT_LINE,
  );
}

/** Writes the escape of a quote, a backslash or a control character, and up to six bytes behind it. Gives the address behind it. */
export function writeAscii(out: u32, byte: u8): u32 {
  const entry = load<u64>(entryOf(byte));
  store<u64>(out, entry);
  return out + <u32>(entry >> 56);
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
