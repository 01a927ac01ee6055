import { isDigit, LOWER_E, MINUS, PLUS, POINT, ZERO } from '../bytes';
import { endOf, startOf } from '../tape';

/** Up to so many digits a number is the only one of them that its double stands for. */
const EXACT_DIGITS: u32 = 15;
/** From so many on an integer is larger than all that doubles count one by one. */
const LARGE_DIGITS: u32 = 17;
/** JavaScript has an exponent where more zeros than one less stand behind the point. */
const MOST_PLACES: u32 = 6;

/** Whether JavaScript writes a number on the tape as it stands there. */
export function isWrittenSo(token: u32): bool {
  const end = endOf(token);
  const first = firstDigit(token);
  if (end - first > EXACT_DIGITS + 1) return false;
  const point = skipDigits(first, end);
  if (point === end) {
    const isMinusZero = first !== startOf(token) && load<u8>(first) === ZERO;
    return end - first <= EXACT_DIGITS && !isMinusZero;
  }
  if (load<u8>(point) !== POINT || skipDigits(point + 1, end) !== end) return false;
  if (load<u8>(end - 1) === ZERO) return false;
  return load<u8>(first) !== ZERO || hasPlace(point + 1, min(end, point + 1 + MOST_PLACES));
}

/** Whether a number on the tape is an integer that no double may stand for. */
export function isLargeInteger(token: u32): bool {
  const end = endOf(token);
  const first = firstDigit(token);
  return end - first >= LARGE_DIGITS && skipDigits(first, end) === end;
}

/** Whether a text is a number to a spreadsheet, whatever its sign. */
export function isNumberText(from: u32, to: u32): bool {
  const whole = isSign(from, to) ? from + 1 : from;
  let at = skipDigits(whole, to);
  let hasDigits = at !== whole;
  if (at < to && load<u8>(at) === POINT) {
    const fraction = at + 1;
    at = skipDigits(fraction, to);
    hasDigits = hasDigits || at !== fraction;
  }
  if (!hasDigits) return false;
  if (at === to) return true;
  if ((load<u8>(at) | 0x20) !== LOWER_E) return false;
  const exponent = isSign(at + 1, to) ? at + 2 : at + 1;
  return exponent < to && skipDigits(exponent, to) === to;
}

function firstDigit(token: u32): u32 {
  const start = startOf(token);
  return load<u8>(start) === MINUS ? start + 1 : start;
}

function isSign(at: u32, to: u32): bool {
  return at < to && (load<u8>(at) === PLUS || load<u8>(at) === MINUS);
}

/** Whether some of the digits says more than nothing. */
function hasPlace(from: u32, to: u32): bool {
  for (let at = from; at < to; at += 1) {
    if (load<u8>(at) !== ZERO) return true;
  }
  return false;
}

function skipDigits(from: u32, to: u32): u32 {
  let at = from;
  while (at < to && isDigit(load<u8>(at))) at += 1;
  return at;
}
