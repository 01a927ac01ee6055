import {
  CARRIAGE_RETURN,
  FIRST_CONTINUATION,
  FIRST_LEAD,
  FULL_STOP,
  LOWER_A,
  LOWER_E,
  LOWER_F,
  LOWER_Z,
  MINUS_SIGN,
  NEWLINE,
  NINE_DIGIT,
  PLUS_SIGN,
  SPACE,
  TAB,
  UPPER_E,
  ZERO_DIGIT,
} from '../../core/index.ts';

/** States of the JSON scanner. Those from MINUS on are inside of a number. */
export const VALUE: number = 0;
/** Behind `[`: a value or `]`. */
export const FIRST_VALUE: number = 1;
export const KEY: number = 2;
/** Behind `{`: a key or `}`. */
export const FIRST_KEY: number = 3;
export const COLON: number = 4;
/** Behind a value. */
export const AFTER: number = 5;
export const STRING: number = 6;
export const ESCAPE: number = 7;
export const HEX: number = 8;
export const LITERAL: number = 9;
/** A fault is found, and what stands there is being read. */
export const FAULT: number = 10;
export const MINUS: number = 11;
export const ZERO: number = 12;
export const INTEGER: number = 13;
export const POINT: number = 14;
export const FRACTION: number = 15;
export const EXPONENT: number = 16;
export const EXPONENT_SIGN: number = 17;
export const EXPONENT_DIGITS: number = 18;

/** Set in the lower case of an ASCII letter, and in its upper case not. */
export const CASE_BIT: number = 0x20;
const LONGEST_WORD = 24;
const LONGEST_CHARACTER = 4;

/** Tells whether a byte is white space of JSON. */
export function isWhiteSpace(byte: number): boolean {
  return byte === SPACE || byte === NEWLINE || byte === CARRIAGE_RETURN || byte === TAB;
}

export function isDigit(byte: number): boolean {
  return byte >= ZERO_DIGIT && byte <= NINE_DIGIT;
}

export function isHexDigit(byte: number): boolean {
  const lower = byte | CASE_BIT;
  return isDigit(byte) || (lower >= LOWER_A && lower <= LOWER_F);
}

function isLetter(byte: number): boolean {
  const lower = byte | CASE_BIT;
  return lower >= LOWER_A && lower <= LOWER_Z;
}

/** Tells whether a number is whole where it stands. */
export function numberMayEnd(state: number): boolean {
  return state === ZERO || state === INTEGER || state === FRACTION || state === EXPONENT_DIGITS;
}

/** Gives the state behind one more byte of a number; undefined where the byte is none of it. */
export function nextOfNumber(state: number, byte: number): number | undefined {
  if (isDigit(byte)) return afterDigit(state, byte);
  const isExponent = byte === LOWER_E || byte === UPPER_E;
  if (byte === FULL_STOP) return state === ZERO || state === INTEGER ? POINT : undefined;
  if (isExponent)
    return state === ZERO || state === INTEGER || state === FRACTION ? EXPONENT : undefined;
  if (byte === PLUS_SIGN || byte === MINUS_SIGN)
    return state === EXPONENT ? EXPONENT_SIGN : undefined;
  return undefined;
}

function afterDigit(state: number, byte: number): number | undefined {
  if (state === MINUS) return byte === ZERO_DIGIT ? ZERO : INTEGER;
  if (state === ZERO) return undefined;
  if (state === INTEGER) return INTEGER;
  return state === POINT || state === FRACTION ? FRACTION : EXPONENT_DIGITS;
}

/** Tells whether a byte goes on with the word or the character that a fault names. */
export function belongsToWord(word: readonly number[], byte: number): boolean {
  const first = word[0];
  if (first === undefined) return true;
  if (first >= FIRST_LEAD) {
    return byte >= FIRST_CONTINUATION && byte < FIRST_LEAD && word.length < LONGEST_CHARACTER;
  }
  return isLetter(first) && (isLetter(byte) || isDigit(byte)) && word.length < LONGEST_WORD;
}
