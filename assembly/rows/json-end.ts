import { NEWLINE, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from '../bytes';
import { areLines, firstOfRow, reachedByte, skipWhite, skipWhiteBack } from './json-layout';
import { behindValue } from './skip-json';

let end: u32 = 0;
let proven: bool = false;

/**
 * Finds the end of a row, which is its own last byte or the newline of its line.
 *
 * @param scanned The address behind the value and blanks behind it; 0 where nobody knows it.
 * @returns The address behind the row; 0 where its end is not here.
 */
export function findEnd(to: u32, scanned: u32): u32 {
  const row = firstOfRow();
  end = areLines() ? endOfLine(row, to, scanned) : endOfValue(row, to, scanned);
  return end;
}

/** Whether the row whose end was found last is known to be JSON. */
export function isRowProven(): bool {
  return proven;
}

/** Bytes of that row; of one that is a line those of the line. */
export function bytesOfRow(): u32 {
  return areLines() ? end - 1 - reachedByte() : end - reachedByte();
}

function endOfLine(row: u32, to: u32, scanned: u32): u32 {
  if (scanned !== 0) {
    const at = behindBlanks(scanned);
    proven = load<u8>(at) === NEWLINE;
    if (proven) return at + 1;
  }
  proven = false;
  const newline = i8x16.splat(NEWLINE);
  for (let at = row; at < to; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    if (found === 0) continue;
    const first = at + ctz(found);
    return first < to ? first + 1 : 0;
  }
  return 0;
}

/** The address of the newline that only white space stands before, or of another byte. */
function behindBlanks(from: u32): u32 {
  let at = from;
  while (load<u8>(at) !== NEWLINE && skipWhite(at) !== at) at += 1;
  return at;
}

function endOfValue(row: u32, to: u32, scanned: u32): u32 {
  const last = scanned === 0 ? 0 : skipWhiteBack(scanned);
  const first = load<u8>(row);
  // what follows a number or a word may be more of it
  const isClosed = first === OPEN_OBJECT || first === OPEN_ARRAY || first === QUOTE;
  const found = last !== 0 && isClosed ? last : behindValue(row, to);
  proven = found !== 0 && found === last;
  return found;
}
