import { CARRIAGE_RETURN, COMMA, EQUALS, MINUS, NEWLINE, PLUS, QUOTE, TAB } from '../bytes';
import { copyBytes } from '../rows/copy';
import { decodeField, needsQuotes } from '../rows/json-text';
import { endOf, noteOf, startOf } from '../tape';
import { isNumberText } from './number-form';

const APOSTROPHE: u8 = 0x27;
const AT_SIGN: u8 = 0x40;
const TWO_QUOTES: u16 = 0x2222;
/** The bytes that signs in full width begin with, and their last ones. */
const FULL_WIDTH: u16 = 0xbcef;
const WIDE_PLUS: u8 = 0x8b;
const WIDE_MINUS: u8 = 0x8d;
const WIDE_EQUALS: u8 = 0x9d;
const WIDE_AT_SIGN: u8 = 0xa0;

let areRaw: bool = false;

/** Takes whether cells stay as they are that a spreadsheet would run as a formula. */
export function setRawCells(stay: bool): void {
  areRaw = stay;
}

/**
 * Writes what a string on the tape says as a field of CSV. Up to 31 bytes behind the string are read, and as many behind the field written.
 *
 * @returns The address behind the field, which has at most three bytes more.
 */
export function writeText(token: u32, into: u32): u32 {
  const from = startOf(token);
  const to = endOf(token);
  const hasEscapes = noteOf(token) !== 0;
  if (hasEscapes) return writeDecoded(from, to, into);
  if (from !== to) return writePlain(from, to, into);
  // an empty text is not nothing
  store<u16>(into, TWO_QUOTES);
  return into + 2;
}

function writePlain(from: u32, to: u32, into: u32): u32 {
  const isQuoted = hasByte(from, to, COMMA);
  let out = into;
  if (isQuoted) {
    store<u8>(out, QUOTE);
    out += 1;
  }
  if (mayRun(from) && !isNumberText(from, to)) {
    store<u8>(out, APOSTROPHE);
    out += 1;
  }
  out = copyBytes(from, to - from, out);
  if (!isQuoted) return out;
  store<u8>(out, QUOTE);
  return out + 1;
}

function writeDecoded(from: u32, to: u32, into: u32): u32 {
  const text = into + 1;
  const end = decodeField(from, to, text);
  const isQuoted = needsQuotes() || hasByte(from, to, COMMA);
  const isFormula = mayRun(text) && !isNumberText(text, end);
  if (!isQuoted) {
    if (!isFormula) return moveField(text, end, into);
    store<u8>(into, APOSTROPHE);
    return end;
  }
  let last = end;
  if (isFormula) {
    last = moveField(text, end, text + 1);
    store<u8>(text, APOSTROPHE);
  }
  store<u8>(into, QUOTE);
  store<u8>(last, QUOTE);
  return last + 1;
}

/** Whether a spreadsheet may run a text, by the character it begins with; those that JSON escapes among them. */
function mayRun(at: u32): bool {
  if (areRaw) return false;
  const byte = load<u8>(at);
  if (byte === EQUALS || byte === PLUS || byte === MINUS || byte === AT_SIGN) return true;
  if (byte === TAB || byte === NEWLINE || byte === CARRIAGE_RETURN) return true;
  if (load<u16>(at) !== FULL_WIDTH) return false;
  const last = load<u8>(at, 2);
  return last === WIDE_PLUS || last === WIDE_MINUS || last === WIDE_EQUALS || last === WIDE_AT_SIGN;
}

/** Moves a field that is written by a byte. Gives the address behind it. */
export function moveField(from: u32, to: u32, into: u32): u32 {
  memory.copy(into, from, to - from);
  return into + (to - from);
}

/** Whether a byte stands in a text; up to 15 bytes behind it are read. */
export function hasByte(from: u32, to: u32, byte: u8): bool {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < to; at += 16) {
    const found: u32 = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
    if (found !== 0) return at + ctz(found) < to;
  }
  return false;
}
