import { CARRIAGE_RETURN, COLON, NEWLINE, QUOTE } from '../bytes';
import { BLOCK_BYTES, copyBlock, copyBytes, writeNumber } from './copy';
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
/** Bytes in vectors that are counted before their sums: two for each of 127 lanes fit into a byte. */
const MOST_COUNTED: u32 = 127 * 16;
const LANES: v128 = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

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
  const vectorsEnd = end - ((end - start) & 15);
  let units: u32 = 0;
  let quotes: u32 = 0;
  let at = start;
  while (at < vectorsEnd) {
    const until = min(vectorsEnd, at + MOST_COUNTED);
    let unitLanes = i8x16.splat(0);
    let quoteLanes = i8x16.splat(0);
    for (; at < until; at += 16) {
      unitLanes = i8x16.add(unitLanes, unitsAt(at));
      quoteLanes = i8x16.add(quoteLanes, quotesAt(at));
    }
    units += sumOf(unitLanes);
    quotes += sumOf(quoteLanes);
  }
  const isOfText = i8x16.lt_u(LANES, i8x16.splat(<u8>(end - at)));
  units += sumOf(v128.and(unitsAt(at), isOfText));
  quotes += sumOf(v128.and(quotesAt(at), isOfText));
  return isDoubled ? units - (quotes >> 1) : units;
}

/** The units that each byte of a vector begins: none of CRLF begins two, and before a text that begins with LF stands a quote. */
function unitsAt(at: u32): v128 {
  const bytes = v128.load(at);
  const isLead = i8x16.gt_s(bytes, i8x16.splat(LAST_CONTINUATION));
  const isLeadOfPair = i8x16.ge_u(bytes, i8x16.splat(FIRST_LEAD_OF_PAIR));
  const isBehindReturn = i8x16.eq(v128.load(at - 1), i8x16.splat(CARRIAGE_RETURN));
  const isSecond = v128.and(i8x16.eq(bytes, i8x16.splat(NEWLINE)), isBehindReturn);
  // a lane that holds is -1
  return i8x16.sub(isSecond, i8x16.add(isLead, isLeadOfPair));
}

function quotesAt(at: u32): v128 {
  return v128.and(i8x16.eq(v128.load(at), i8x16.splat(QUOTE)), i8x16.splat(1));
}

function sumOf(lanes: v128): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(lanes));
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/** Digests a text with one quote for two, and LF for CRLF and CR. */
function digestDecoded(start: u32, end: u32, isDoubled: bool): void {
  const quote = isDoubled ? QUOTE : CARRIAGE_RETURN;
  let at = start;
  while (at < end) at = digestBlock(at, end, quote);
}

/** Digests a block of a text, decoded. Gives the address behind it, or behind what begins in it. */
function digestBlock(block: u32, end: u32, quote: u8): u32 {
  const blockEnd = min(end, block + BLOCK_BYTES);
  let stops = stopsFrom(block, quote);
  if (blockEnd - block < BLOCK_BYTES) stops &= (1 << (blockEnd - block)) - 1;
  let at = block;
  let out = digestRoom(2 * BLOCK_BYTES);
  copyBlock(at, out);
  for (; stops !== 0; stops &= stops - 1) {
    const stop: u32 = block + ctz(stops);
    out += stop - at + 1;
    at = stop + 1;
    if (load<u8>(stop) === QUOTE) {
      at += 1;
      // the next stop is the second of the two, or in the next block
      stops &= stops - 1;
    } else {
      store<u8>(out - 1, NEWLINE);
      if (at < end && load<u8>(at) === NEWLINE) at += 1;
    }
    copyBlock(at, out);
  }
  if (at >= blockEnd) {
    tookUpTo(out);
    return at;
  }
  tookUpTo(out + (blockEnd - at));
  return blockEnd;
}

/** Marks carriage returns and quotes in a block. */
function stopsFrom(at: u32, quote: u8): u32 {
  return i8x16.bitmask(stopsAt(at, quote)) | (i8x16.bitmask(stopsAt(at + 16, quote)) << 16);
}

function stopsAt(at: u32, quote: u8): v128 {
  const bytes = v128.load(at);
  return v128.or(
    i8x16.eq(bytes, i8x16.splat(quote)),
    i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)),
  );
}
