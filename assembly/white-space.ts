import { BACKSLASH, LOWER_A, LOWER_U, SPACE } from './bytes';
import { pointAt } from './one-byte';
import { unitAt } from './strings';

const FIRST_BEYOND_ASCII: u8 = 0x80;
const FIRST_OF_THREE_BYTES: u8 = 0xe0;
const FIRST_OF_FOUR_BYTES: u8 = 0xf0;
/** Bytes of `\u0020`. */
const ESCAPE_BYTES: u32 = 6;

/** Tells whether some character of a text is no white space. Control characters count as white space, however they are written. */
export function isWritten(start: u32, end: u32): bool {
  let at = start;
  while (at < end) {
    at = behindWhite(at);
    if (at === 0) return true;
  }
  return false;
}

/** The address behind a character that is white space; 0 where it is none. */
function behindWhite(at: u32): u32 {
  const byte = load<u8>(at);
  if (byte >= FIRST_BEYOND_ASCII) {
    if (!isWhiteAt(at)) return 0;
    return byte < FIRST_OF_THREE_BYTES ? at + 2 : at + 3;
  }
  if (byte <= SPACE) return at + 1;
  if (byte !== BACKSLASH) return 0;
  const letter = load<u8>(at + 1);
  if (letter === LOWER_U) return isWhite(unitAt(at + 2)) ? at + ESCAPE_BYTES : 0;
  // behind a backslash `"`, `/` and the backslash are themselves; `b`, `f`, `n`, `r` and `t` are not
  return letter < LOWER_A ? 0 : at + 2;
}

/** Tells whether the last character of a text is no white space; a few texts of which it is not are said to end so too. */
export function endsWritten(start: u32, end: u32, hasEscapes: bool): bool {
  if (start === end) return true;
  const last = load<u8>(end - 1);
  if (last < FIRST_BEYOND_ASCII) {
    return last > SPACE && !(hasEscapes && mayEndWhite(start, end));
  }
  let at = end - 2;
  while (at > start && (load<u8>(at) & 0xc0) === 0x80) at -= 1;
  return !isWhiteAt(at);
}

/** Looks at the last bytes as if they were an escape; a backslash before them may have escaped their own. */
function mayEndWhite(start: u32, end: u32): bool {
  if (load<u8>(end - 2) === BACKSLASH) return load<u8>(end - 1) >= LOWER_A;
  const escape = end - ESCAPE_BYTES;
  return (
    end - start >= ESCAPE_BYTES &&
    load<u8>(escape) === BACKSLASH &&
    load<u8>(escape + 1) === LOWER_U &&
    isWhite(unitAt(escape + 2))
  );
}

/** Whether a character beyond ASCII is white space. */
export function isWhiteAt(at: u32): bool {
  const lead = load<u8>(at);
  if (lead >= FIRST_OF_FOUR_BYTES) return false;
  return isWhite(pointAt(at, lead < FIRST_OF_THREE_BYTES ? 2 : 3));
}

/** What JavaScript trims, and U+0085 and control characters, which others trim. */
function isWhite(point: u32): bool {
  if (point < 0x1680) return point <= 0x20 || point === 0x85 || point === 0xa0;
  if (point < 0x2060) {
    if (point <= 0x200a) return point >= 0x2000 || point === 0x1680;
    return point === 0x2028 || point === 0x2029 || point === 0x202f || point === 0x205f;
  }
  return point === 0x3000 || point === 0xfeff;
}
