import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isDigit,
  LOWER_U,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  SLASH,
  SPACE,
  TAB,
} from '../bytes';
import { hasDistinctKeys } from '../distinct-keys';
import { copyBytes } from '../rows/copy';
import { unitAt } from '../strings';
import { endOf, Kind, kindOf, lengthOf, nextOf, noteOf, startOf, TOKEN_BYTES } from '../tape';
import { isWrittenSo } from './number-form';
import { hasByte, moveField } from './text-cell';

const MOST_OPEN: u32 = 128;
const BACKSPACE: u32 = 0x08;
const FORM_FEED: u32 = 0x0c;
const FIRST_UPPER: u8 = 0x41;
const LAST_UPPER: u8 = 0x46;
const TWO_QUOTES: u16 = 0x2222;

/** The tokens behind the containers that are open. */
const ends = memory.data(MOST_OPEN * 4);
const closings = memory.data(MOST_OPEN);
let open: u32 = 0;
/** Whether a comma has to stand before what comes next. */
let isBehindValue: bool = false;

/** Writes a piece of JSON as it stands as a field of CSV: at most twice as many bytes, and two. Gives the address behind it. */
export function writeJsonText(from: u32, to: u32, into: u32): u32 {
  if (!hasByte(from, to, QUOTE)) {
    if (!hasByte(from, to, COMMA)) return copyBytes(from, to - from, into);
    store<u8>(into, QUOTE);
    return writeQuote(copyBytes(from, to - from, into + 1));
  }
  store<u8>(into, QUOTE);
  return writeQuote(copyDoubled(from, to, into + 1));
}

/**
 * Writes an object or a list on the tape as JSON.stringify writes what JSON.parse reads of it, as a field of CSV: at most twice as many bytes, and two.
 *
 * @returns The address behind it; 0 where something in it may be written in another way.
 */
export function writeJsonValue(value: u32, into: u32): u32 {
  const behind = nextOf(value);
  open = 0;
  isBehindValue = false;
  let out = into + 1;
  for (let token = value; token < behind; token += TOKEN_BYTES) {
    out = closeBefore(token, out);
    if (isBehindValue) out = writeByte(out, COMMA);
    out = writeToken(token, out);
    if (out === 0) return 0;
  }
  out = closeBefore(behind, out);
  // without quotes and commas, as []
  if (!hasByte(into + 1, out, QUOTE) && !hasByte(into + 1, out, COMMA))
    return moveField(into + 1, out, into);
  store<u8>(into, QUOTE);
  return writeQuote(out);
}

/** Closes the containers that end before a token. */
function closeBefore(token: u32, into: u32): u32 {
  let out = into;
  while (open > 0 && load<u32>(ends + ((open - 1) << 2)) === token) {
    open -= 1;
    out = writeByte(out, load<u8>(closings + open));
    isBehindValue = true;
  }
  return out;
}

function writeToken(token: u32, out: u32): u32 {
  const kind = kindOf(token);
  if (kind === Kind.object || kind === Kind.array) return openContainer(token, out);
  if (kind === Kind.key) return writeKey(token, out);
  isBehindValue = true;
  if (kind === Kind.string) return writeString(token, out);
  if (kind === Kind.number && !isWrittenSo(token)) return 0;
  return copyBytes(startOf(token), lengthOf(token), out);
}

function openContainer(token: u32, out: u32): u32 {
  const isObject = kindOf(token) === Kind.object;
  if (open === MOST_OPEN || (isObject && !hasDistinctKeys(token))) return 0;
  store<u8>(closings + open, isObject ? CLOSE_OBJECT : CLOSE_ARRAY);
  store<u32>(ends + (open << 2), endOf(token));
  open += 1;
  isBehindValue = false;
  return writeByte(out, isObject ? OPEN_OBJECT : OPEN_ARRAY);
}

/** Keys that may be indexes come before the others, whatever the text says. */
function writeKey(token: u32, into: u32): u32 {
  if (isDigit(load<u8>(startOf(token))) && lengthOf(token) > 0) return 0;
  isBehindValue = false;
  return writeByte(writeString(token, into), COLON);
}

function writeString(token: u32, into: u32): u32 {
  store<u16>(into, TWO_QUOTES);
  const out =
    noteOf(token) === 0
      ? copyBytes(startOf(token), lengthOf(token), into + 2)
      : copyEscaped(startOf(token), endOf(token), into + 2);
  if (out === 0) return 0;
  store<u16>(out, TWO_QUOTES);
  return out + 2;
}

/** Copies what stands between the quotes of a string, with two quotes for one; 0 where JSON.stringify has another escape or none. */
function copyEscaped(from: u32, to: u32, into: u32): u32 {
  let out = into;
  let at = from;
  while (true) {
    const stop = copyUpTo(BACKSLASH, at, to, out);
    out += stop - at;
    if (stop === to) return out;
    if (!isUsualEscape(stop + 1)) return 0;
    const letter = load<u8>(stop, 1);
    const length: u32 = letter === LOWER_U ? 6 : 2;
    store<u64>(out, load<u64>(stop));
    out += length;
    if (letter === QUOTE) out = writeQuote(out);
    at = stop + length;
  }
}

/** Whether JSON.stringify has the escape, of which the letter is given: the short one where there is one, and none that need not be. */
function isUsualEscape(at: u32): bool {
  const letter = load<u8>(at);
  if (letter !== LOWER_U) return letter !== SLASH;
  const unit = unitAt(at + 1);
  if (unit >= SPACE || unit === BACKSPACE || unit === FORM_FEED) return false;
  if (unit === TAB || unit === NEWLINE || unit === CARRIAGE_RETURN) return false;
  const last = load<u8>(at, 4);
  return last < FIRST_UPPER || last > LAST_UPPER;
}

/** Copies a text with two quotes for one. Gives the address behind the copy. */
function copyDoubled(from: u32, to: u32, into: u32): u32 {
  let out = into;
  let at = from;
  while (true) {
    const stop = copyUpTo(QUOTE, at, to, out);
    out += stop - at;
    if (stop === to) return out;
    store<u16>(out, TWO_QUOTES);
    out += 2;
    at = stop + 1;
  }
}

/** Copies a text up to a byte, and a few behind it. Gives where the byte stands, or the end of the text. */
function copyUpTo(byte: u8, from: u32, to: u32, into: u32): u32 {
  const wanted = i8x16.splat(byte);
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    v128.store(into + (at - from), bytes);
    const found: u32 = i8x16.bitmask(i8x16.eq(bytes, wanted));
    if (found !== 0) return min(to, at + ctz(found));
  }
  return to;
}

function writeQuote(out: u32): u32 {
  return writeByte(out, QUOTE);
}

function writeByte(out: u32, byte: u8): u32 {
  store<u8>(out, byte);
  return out + 1;
}
