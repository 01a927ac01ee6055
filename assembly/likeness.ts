import { acceptedId, acceptsStrictly, forgetId, isNumberRow, Row } from './accept';
import { areEqual } from './bytes';
import { isFree } from './distinct-keys';
import { gapCount, gapRow, gapToken, keepGaps } from './gaps';
import { isOfText } from './symbols';
import { endOf, firstToken, Kind, kindOf, nextOf, startOf, symbolAt, TOKEN_BYTES } from './tape';

/**
 * The likeness of a record that was not accepted: all its bytes but for its id and the texts that the table takes where they stand.
 *
 *     {"recordId":"···","modelInput":{"max_tokens":0,"prompt":"···"}}
 *
 * What is wrong with a record of the same bytes around texts that the same rows take is the same: a template makes one mistake in all
 * its records. Numbers, names and whatever the table does not take are part of the likeness, for what is wrong may be in them.
 */
const MOST_TEXTS: u32 = 64;
const MOST_BYTES: u32 = 16384;

/** The bytes around the texts, one piece behind the other. */
const pieces = memory.data(MOST_BYTES);
/** For each piece its length, and the row of the text behind it; 0 behind the last one. */
const lengths = memory.data((MOST_TEXTS + 1) * 4);
const rows = memory.data((MOST_TEXTS + 1) * 4);

let isKnown: bool = false;

/** Says that the line before has no likeness that the next one could have too. */
export function forgetLikeness(): void {
  isKnown = false;
}

/** Tells whether the line on the tape, which the row of a record did not take, is like the last one that was asked about; else the next may be like it. */
export function isLikeLast(line: u32, newline: u32, record: u32): bool {
  if (!findTexts(record)) {
    isKnown = false;
    return false;
  }
  return compareAndLearn(line, newline);
}

/** Finds what may be other texts; false where the line is no record of the two keys with a usual id, or has a key twice. */
function findTexts(record: u32): bool {
  const token = firstToken();
  if (kindOf(token) !== Kind.object || !isFree(token)) return false;
  const end = endOf(token);
  const slots = load<u32>(record, 16);
  let keys: u32 = 0;
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (load<u8>(slots + symbolAt(key)) === 0) return false;
    keys += 1;
  }
  forgetId();
  keepGaps(0);
  findInMembers(token, record);
  return keys === 2 && acceptedId() !== 0 && gapCount() <= MOST_TEXTS;
}

/**
 * Goes into what a row does not take, as far as it says what should be there. Of an element only what is taken whole: what is asked of the
 * text of a message depends on whose it is and where it stands.
 */
function findIn(token: u32, row: u32): void {
  const gaps = gapCount();
  if (acceptsStrictly(token, row)) return;
  keepGaps(gaps);
  switch (load<u32>(row)) {
    case Row.list:
    case Row.tuple:
      if (kindOf(token) === Kind.array) findInElements(token, row);
      break;
    case Row.members:
      if (kindOf(token) === Kind.object) findInMembers(token, row);
      break;
    case Row.either:
      findInOption(token, row);
      break;
    default:
      break;
  }
}

function findInElements(token: u32, row: u32): void {
  const end = endOf(token);
  const isTuple = load<u32>(row) === Row.tuple;
  const items = isTuple ? load<u32>(row, 8) : 0;
  const rest = load<u32>(row, 12);
  const last = load<u32>(row, 16);
  let count: u32 = 0;
  for (let child = token + TOKEN_BYTES; child < end; ) {
    const next = nextOf(child);
    let item = count < items ? load<u32>(row + (count << 2), 20) : rest;
    const isOther = last !== 0 && next >= end && (count > 0 || !isTuple);
    if (isOther && item !== 0) item = last;
    const gaps = gapCount();
    if (item !== 0 && !acceptsStrictly(child, item)) keepGaps(gaps);
    count += 1;
    child = next;
  }
}

function findInMembers(token: u32, row: u32): void {
  const end = endOf(token);
  const slots = load<u32>(row, 16);
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const slot: u32 = load<u8>(slots + symbolAt(key));
    if (slot !== 0) findIn(key + TOKEN_BYTES, load<u32>(row + (slot << 2), 16));
  }
}

/** The first option that is an array where one stands, or an object. */
function findInOption(token: u32, row: u32): void {
  const count = load<u32>(row, 4);
  const isObject = kindOf(token) === Kind.object;
  if (!isObject && kindOf(token) !== Kind.array) return;
  for (let at: u32 = 0; at < count; at += 1) {
    const option = load<u32>(row + (at << 2), 8);
    const kind = load<u32>(option);
    const fits = isObject ? kind === Row.members : kind === Row.list || kind === Row.tuple;
    if (fits || kind === Row.either) return findIn(token, option);
  }
}

/** Tells whether what the row takes is text to read, or the id: of a number or a name something else may depend. */
function isApart(token: u32, row: u32): bool {
  if (load<u32>(row) === Row.id) return true;
  if (isNumberRow(row)) return false;
  const before = token - TOKEN_BYTES;
  return kindOf(before) === Kind.key && isOfText(symbolAt(before));
}

/** Compares the pieces of the line with those of the last one, and keeps those from the first on that differs. */
function compareAndLearn(line: u32, newline: u32): bool {
  const gaps = gapCount();
  let isSame = isKnown;
  isKnown = false;
  let at = line;
  let piece = <u32>pieces;
  let index: u32 = 0;
  for (let gap: u32 = 0; gap <= gaps; gap += 1) {
    const isLast = gap === gaps;
    if (!isLast && !isApart(gapToken(gap), gapRow(gap))) continue;
    const length = (isLast ? newline + 1 : startOf(gapToken(gap))) - at;
    const row = isLast ? 0 : gapRow(gap);
    if (!isSame || !isPiece(index, length, row) || !areEqual(piece, at, length)) {
      if (piece + length > <u32>pieces + MOST_BYTES) return false;
      isSame = false;
      memory.copy(piece, at, length);
      store<u32>(lengths + (index << 2), length);
      store<u32>(rows + (index << 2), row);
    }
    if (!isLast) at = endOf(gapToken(gap));
    piece += length;
    index += 1;
  }
  isKnown = true;
  return isSame;
}

function isPiece(index: u32, length: u32, row: u32): bool {
  return load<u32>(lengths + (index << 2)) === length && load<u32>(rows + (index << 2)) === row;
}
