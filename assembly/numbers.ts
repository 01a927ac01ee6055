import { isDigit, LOWER_E, MINUS, PLUS, POINT, ZERO } from './bytes';
import { addToken, endOf, Kind, NOTED, startOf } from './tape';

/** Up to here digits and power of ten are exact in a double, so their quotient rounds as JSON.parse does. */
const LONGEST: u32 = 15;

let areAllTaken: bool = false;

/** Says that numbers of any length and with exponents are taken, where nobody asks for their values. */
export function takeAnyNumber(): void {
  areAllTaken = true;
}

/** Scans a number onto the tape. Gives the address behind it; 0 for one that is none, is longer than that, or has an exponent. */
export function scanNumber(from: u32): u32 {
  let at = from;
  if (load<u8>(at) === MINUS) at += 1;
  if (!isDigit(load<u8>(at))) return 0;
  at = load<u8>(at) === ZERO ? at + 1 : skipDigits(at);
  let head: u32 = Kind.number;
  if (load<u8>(at) === POINT) {
    head |= NOTED;
    if (!isDigit(load<u8>(at + 1))) return 0;
    at = skipDigits(at + 1);
  }
  if ((load<u8>(at) | 0x20) === LOWER_E || at - from > LONGEST) {
    at = areAllTaken ? skipExponent(at) : 0;
    if (at === 0) return 0;
  }
  addToken(head, from, at);
  return at;
}

/** Gives the address behind the exponent, where one stands; 0 where it has no digits. */
function skipExponent(from: u32): u32 {
  if ((load<u8>(from) | 0x20) !== LOWER_E) return from;
  const sign = load<u8>(from + 1);
  const digits = sign === PLUS || sign === MINUS ? from + 2 : from + 1;
  return isDigit(load<u8>(digits)) ? skipDigits(digits) : 0;
}

function skipDigits(from: u32): u32 {
  let at = from;
  while (isDigit(load<u8>(at))) at += 1;
  return at;
}

/** The value of a number on the tape. */
export function valueOf(token: u32): f64 {
  const end = endOf(token);
  let at = startOf(token);
  const isNegative = load<u8>(at) === MINUS;
  if (isNegative) at += 1;
  let digits: u64 = 0;
  let scale: u64 = 1;
  let isFraction = false;
  for (; at < end; at += 1) {
    const byte = load<u8>(at);
    if (byte === POINT) {
      isFraction = true;
    } else {
      digits = digits * 10 + (byte - ZERO);
      if (isFraction) scale *= 10;
    }
  }
  const value = <f64>digits / <f64>scale;
  return isNegative ? -value : value;
}
