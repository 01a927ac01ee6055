import { isBase64 } from './base64';
import { beginsAs } from './beginnings';
import { endOf, Kind, kindOf, lengthOf, noteOf, startOf } from './tape';
import { endsWritten, isWritten } from './white-space';

const LONGEST_CODE_POINT: u32 = 12;

/** Texts that are refused, whatever their length. */
const enum Refused {
  none,
  /** Of white space alone, and the empty one. */
  blank,
  /** Whose last character is white space. */
  blankEnd,
}

/** Tells whether a row of text takes a token. Bytes decide where they can: a code point takes 1 to 12 of them, the most as two escapes. Else it is counted. */
export function isText(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.string) return false;
  const length = lengthOf(token);
  const min = load<u32>(row, 4);
  const max = load<u32>(row, 8);
  if (load<u32>(row, 12) !== Refused.none && isRefusedText(token, row)) return false;
  const isLong = min <= 1 ? length >= min : length / LONGEST_CODE_POINT >= min;
  if (isLong && length <= max) return true;
  return noteOf(token) === 0 && length >= min && hasLength(token, min, max);
}

function isRefusedText(token: u32, row: u32): bool {
  const start = startOf(token);
  const end = endOf(token);
  if (load<u32>(row, 12) === Refused.blank) return !isWritten(start, end);
  return !endsWritten(start, end, noteOf(token) !== 0);
}

/** Counts UTF-16 units against the most and code points against the least, so that it holds for both ways to count. */
function hasLength(token: u32, min: u32, max: u32): bool {
  const end = endOf(token);
  let points: u32 = 0;
  let pairs: u32 = 0;
  for (let at = startOf(token); at < end; at += 1) {
    const byte = load<u8>(at);
    if ((byte & 0xc0) !== 0x80) points += 1;
    if (byte >= 0xf0) pairs += 1;
  }
  return points >= min && points + pairs <= max;
}

/** Tells whether a row of base64 takes a token. */
export function isBase64Text(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.string || noteOf(token) !== 0) return false;
  const start = startOf(token);
  const length = lengthOf(token);
  return length <= load<u32>(row, 4) && beginsAs(start, length, row + 8) && isBase64(start, length);
}
