import { acceptsValue, isNumberRow, isTextRow } from './accept';
import { areEqual, findNewline } from './bytes';
import { gapCount, gapRow, gapToken } from './gaps';
import { scanNumber } from './numbers';
import { scanTextFrom } from './strings-on-tape';
import { addToken, endOf, Kind, NOTED, nextFree, rewindTape, startOf } from './tape';

/**
 * The pattern of a line that was accepted: all its bytes but for the values that may be others, the gaps.
 *
 *     {"recordId":"···","modelInput":{"max_tokens":···,"prompt":"···"}}
 *
 * A line of the same bytes around gaps whose values the same rows take is accepted too: its keys, its nesting and all of its
 * literals are those that were accepted.
 *
 * Lines that one template makes differ only in texts of columns, each of which stands inside of a string. What stands behind the last of
 * them is the same in all, numbers too: the end of the line tells where that text ends, and nobody has to look for it.
 */
const MOST_GAPS: u32 = 64;
const MOST_BYTES: u32 = 2048;
/** Most lines that go by without a look at the pattern, after lines that did not have it. */
const LONGEST_PAUSE: u32 = 64;

/** The bytes around the gaps, one piece behind the other. */
const pieces = memory.data(MOST_BYTES);
/** For each piece its length, and the row of the gap behind it; 0 behind the last one. */
const lengths = memory.data((MOST_GAPS + 1) * 4);
const rows = memory.data((MOST_GAPS + 1) * 4);

let isKnown: bool = false;
/** Whether the lines are made by one template. */
let areMade: bool = false;
/** Lines until the next look, and how many they are after the next miss. */
let pause: u32 = 0;
let nextPause: u32 = 0;

/** Takes whether lines that come next are made by one template, as those are from which the pattern is learned then. */
export function expectMade(made: bool): void {
  areMade = made;
  isKnown = false;
  pause = 0;
  nextPause = 0;
}

/** Whether the lines are made by one template: they are UTF-8 then, and have no U+0085, U+2028 and U+2029. */
export function areLinesMade(): bool {
  return areMade;
}

/** Scans a line that has the pattern. Gives the address of its newline; 0 where it has another one. */
export function scanByPattern(from: u32): u32 {
  if (!isKnown) return 0;
  if (pause > 0) {
    pause -= 1;
    return 0;
  }
  const newline = fillGaps(from);
  if (newline !== 0) {
    nextPause = 0;
  } else {
    pause = nextPause;
    nextPause = min(2 * nextPause + 1, LONGEST_PAUSE);
  }
  return newline;
}

function fillGaps(from: u32): u32 {
  rewindTape();
  let at = from;
  let piece = <u32>pieces;
  let index: u32 = 0;
  while (true) {
    const length = load<u32>(lengths + (index << 2));
    if (!areEqual(piece, at, length)) return 0;
    at += length;
    piece += length;
    const row = load<u32>(rows + (index << 2));
    if (row === 0) return at - 1;
    const token = nextFree();
    if (areMade && isTextRow(row) && load<u32>(rows + (index << 2), 4) === 0) {
      at = endOfLast(at, load<u32>(lengths + (index << 2), 4));
    } else {
      at = isNumberRow(row) ? scanNumber(at) : scanTextFrom(at);
    }
    if (at === 0 || !acceptsValue(token, row)) return 0;
    index += 1;
  }
}

/** The closing quote of a text behind which the last piece stands, as a token that may have escapes; 0 where there is none. */
function endOfLast(start: u32, pieceLength: u32): u32 {
  const quote = findNewline(start) + 1 - pieceLength;
  if (<i32>quote < <i32>start) return 0;
  addToken(Kind.string | NOTED, start, quote);
  return quote;
}

/** Makes the pattern of a line that was just accepted, unless the pattern there is will be looked at. */
export function learnPattern(from: u32, newline: u32): void {
  if (isKnown && pause > 0) return;
  const gaps = gapCount();
  isKnown = false;
  if (gaps > MOST_GAPS) return;
  let at = from;
  let piece = <u32>pieces;
  let index: u32 = 0;
  for (let gap: u32 = 0; gap <= gaps; gap += 1) {
    const isLast = gap === gaps;
    if (areMade && !isLast && isNumberRow(gapRow(gap))) continue;
    const end = isLast ? newline + 1 : startOf(gapToken(gap));
    const length = end - at;
    if (piece + length > <u32>pieces + MOST_BYTES) return;
    for (let byte: u32 = 0; byte < length; byte += 1) {
      store<u8>(piece + byte, load<u8>(at + byte));
    }
    store<u32>(lengths + (index << 2), length);
    store<u32>(rows + (index << 2), isLast ? 0 : gapRow(gap));
    piece += length;
    index += 1;
    if (!isLast) at = endOf(gapToken(gap));
  }
  isKnown = true;
}
