import { CARRIAGE_RETURN, COLON, NEWLINE, QUOTE } from '../bytes';
import { copyBytes, writeNumber } from './copy';
import { DOUBLED } from './layout';
import { fieldEnd, fieldForm, fieldStart } from './scan-row';
import { beginDigest, digestByte, digestBytes, digestRoom, endDigest, tookUpTo } from './xxh64';

/** Bytes of a column in the table: the field it is, and where what stands before its text is. */
const COLUMN_BYTES: u32 = 12;
const CLOSE_OBJECT: u8 = 0x7d;
const MOST_DIGITS: u32 = 12;
const FIRST_LEAD_OF_PAIR: u8 = 0xf0;
/** A continuation is not above it as a signed byte. */
const LAST_CONTINUATION: i8 = -65;
/** Bytes before a field that is digested at once. */
const MOST_SHORT: u32 = 256;
/** Text that is copied at once. */
const MOST_COPIED: u32 = 8192;

let columns: u32 = 0;
let columnCount: u32 = 0;

/** Takes the columns of a digest in their order: of each its field, and address and length of what stands before its text. */
export function setDigestColumns(at: u32, count: u32): void {
  columns = at;
  columnCount = count;
}

/** Gives the digest of the row on the tape: that of its columns in their order, decoded, with LF for any end of a line in them. */
export function digestRow(): u64 {
  beginDigest();
  for (let column: u32 = 0; column < columnCount; column += 1) {
    const entry = columns + column * COLUMN_BYTES;
    const before = load<u32>(entry, 4);
    const beforeBytes = load<u32>(entry, 8);
    const field = load<u32>(entry);
    if (beforeBytes > MOST_SHORT || !digestShort(before, beforeBytes, field)) {
      digestBytes(before, beforeBytes);
      digestField(field);
    }
  }
  digestByte(CLOSE_OBJECT);
  return endDigest();
}

/** Digests what stands before a field and the field at once, where that is a few bytes of ASCII; tells whether it was. */
function digestShort(before: u32, beforeBytes: u32, field: u32): bool {
  const start = fieldStart(field);
  const length = fieldEnd(field) - start;
  if (length > 16 || fieldForm(field) === DOUBLED) return false;
  const taken: u32 = (1 << length) - 1;
  if ((<u32>i8x16.bitmask(strangersAt(start)) & taken) !== 0) return false;
  let out = copyBytes(before, beforeBytes, digestRoom(MOST_SHORT + 32));
  if (length >= 10) {
    store<u8>(out, 0x31);
    out += 1;
  }
  store<u8>(out, <u8>(length >= 10 ? length + 0x26 : length + 0x30));
  store<u8>(out, COLON, 1);
  v128.store(out, v128.load(start), 2);
  tookUpTo(out + 2 + length);
  return true;
}

/** Digests the UTF-16 units of a text, a colon, and the text. */
function digestField(field: u32): void {
  const start = fieldStart(field);
  const end = fieldEnd(field);
  const isDoubled = fieldForm(field) === DOUBLED;
  const isPlain = !isDoubled && isPlainAscii(start, end);
  const units = isPlain ? end - start : unitsOf(start, end, isDoubled);
  const number = writeNumber(units, 1, digestRoom(MOST_DIGITS));
  store<u8>(number, COLON);
  tookUpTo(number + 1);
  if (isPlain || !(isDoubled || hasReturn(start, end))) digestBytes(start, end - start);
  else digestDecoded(start, end, isDoubled);
}

/** Whether a text has one unit for each byte, and no carriage return. */
function isPlainAscii(start: u32, end: u32): bool {
  let at = start;
  for (; at + 16 <= end; at += 16) {
    if (i8x16.bitmask(strangersAt(at)) !== 0) return false;
  }
  const left = end - at;
  return left === 0 || (<u32>i8x16.bitmask(strangersAt(at)) & ((1 << left) - 1)) === 0;
}

function strangersAt(at: u32): v128 {
  const bytes = v128.load(at);
  return v128.or(bytes, i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)));
}

/** Whether there is a carriage return in a text, or a little behind it. */
function hasReturn(start: u32, end: u32): bool {
  for (let at = start; at < end; at += 16) {
    if (v128.any_true(i8x16.eq(v128.load(at), i8x16.splat(CARRIAGE_RETURN)))) return true;
  }
  return false;
}

/** Counts the UTF-16 units of a text once it is decoded. */
function unitsOf(start: u32, end: u32, isDoubled: bool): u32 {
  let units: u32 = 0;
  let quotes: u32 = 0;
  let at = start;
  for (; at < end; at += 16) {
    const bytes = v128.load(at);
    const left = end - at;
    const taken: u32 = left < 16 ? (1 << left) - 1 : 0xffff;
    const leads = <u32>i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(LAST_CONTINUATION)));
    const pairs = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(FIRST_LEAD_OF_PAIR)));
    units += popcnt(leads & taken) + popcnt(pairs & taken);
    units -= popcnt(endsOfReturns(at, bytes) & taken & ~firstOf(at, start));
    if (isDoubled)
      quotes += popcnt(<u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(QUOTE))) & taken);
  }
  return units - (quotes >> 1);
}

/** Newlines behind carriage returns: the two are one unit. */
function endsOfReturns(at: u32, bytes: v128): u32 {
  const before = i8x16.eq(v128.load(at - 1), i8x16.splat(CARRIAGE_RETURN));
  return i8x16.bitmask(v128.and(i8x16.eq(bytes, i8x16.splat(NEWLINE)), before));
}

/** The bit of a text's first byte: what stands before it is not of the text. */
function firstOf(at: u32, start: u32): u32 {
  return at === start ? 1 : 0;
}

/** Digests a text with one quote for two, and LF for CRLF and CR. */
function digestDecoded(start: u32, end: u32, isDoubled: bool): void {
  let at = start;
  while (at < end) {
    const until = min(end, at + MOST_COPIED);
    const stop = findStop(at, until, isDoubled);
    tookUpTo(copyBytes(at, stop - at, digestRoom(MOST_COPIED)));
    at = stop;
    if (stop === until) continue;
    const byte = load<u8>(stop);
    digestByte(byte === QUOTE ? QUOTE : NEWLINE);
    const isPair = byte === QUOTE || (stop + 1 < end && load<u8>(stop + 1) === NEWLINE);
    at += isPair ? 2 : 1;
  }
}

/** Finds the first carriage return, or quote where they are doubled; `to` where there is none. */
function findStop(from: u32, to: u32, isDoubled: bool): u32 {
  const quote = i8x16.splat(isDoubled ? QUOTE : CARRIAGE_RETURN);
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN))),
    );
    if (found !== 0) return min(to, at + ctz(found));
  }
  return to;
}
