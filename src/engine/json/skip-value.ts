import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  FULL_STOP,
  LOWER_A,
  LOWER_Z,
  MINUS_SIGN,
  OPEN_ARRAY,
  OPEN_OBJECT,
  PLUS_SIGN,
  QUOTE,
  UPPER_E,
} from '../../core/index.ts';
import { isDigit, isWhiteSpace } from './json-states.ts';

/** Gives where the first byte stands that is no white space. */
export function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isWhiteSpace(bytes[at] as number)) at += 1;
  return at;
}

/** Gives where what follows a value and its comma begins; where there is no comma, what follows the value. */
export function skipComma(bytes: Uint8Array, from: number): number {
  const at = skipBlanks(bytes, from);
  return bytes[at] === COMMA ? skipBlanks(bytes, at + 1) : at;
}

/** So many bytes are looked at one by one before a search of the platform is worth its call. */
const NEAR_BYTES = 32;

/** Gives where the string that begins at an offset is over: behind its closing quote. */
export function skipString(bytes: Uint8Array, from: number): number {
  const near = Math.min(from + NEAR_BYTES, bytes.length);
  let at = from + 1;
  for (; at < near; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return skipLongString(bytes, at);
}

/** @param from Inside the string, behind a whole escape. */
function skipLongString(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote === -1) return bytes.length;
    let escapes = quote;
    while (escapes > at && bytes[escapes - 1] === BACKSLASH) escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** Gives where the value that begins at an offset is over. It never recurses, and time is linear in the bytes of the value. */
export function skipValue(bytes: Uint8Array, from: number): number {
  const first = bytes[from];
  if (first === QUOTE) return skipString(bytes, from);
  if (first === OPEN_ARRAY || first === OPEN_OBJECT) return skipContainer(bytes, from);
  let at = from;
  while (at < bytes.length && isPlain(bytes[at] as number)) at += 1;
  return at;
}

/** Bytes of numbers, `true`, `false` and `null`. */
function isPlain(byte: number): boolean {
  return (
    isDigit(byte) ||
    (byte >= LOWER_A && byte <= LOWER_Z) ||
    byte === MINUS_SIGN ||
    byte === PLUS_SIGN ||
    byte === FULL_STOP ||
    byte === UPPER_E
  );
}

/**
 * Jumps over the elements of a long array that holds numbers alone, as an embedding does; stays where it is in any other.
 *
 * What it searches reaches to the next array at most, so that no byte is searched for two arrays.
 */
function skipNumbers(bytes: Uint8Array, from: number): number {
  const near = Math.min(from + NEAR_BYTES, bytes.length);
  for (let at = from; at < near; at += 1) {
    const byte = bytes[at] as number;
    if (!isPlain(byte) && byte !== COMMA && !isWhiteSpace(byte)) return from;
  }
  const next = bytes.indexOf(OPEN_ARRAY, near);
  const rest = bytes.subarray(near, next === -1 ? bytes.length : next);
  const end = rest.indexOf(CLOSE_ARRAY);
  if (end === -1) return from;
  const elements = rest.subarray(0, end);
  const isNested = elements.includes(QUOTE) || elements.includes(OPEN_OBJECT);
  return isNested || elements.includes(CLOSE_OBJECT) ? from : near + end;
}

function skipContainer(bytes: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      continue;
    }
    at += 1;
    if (byte === OPEN_ARRAY) at = skipNumbers(bytes, at);
    if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    if (depth === 0) return at;
  }
  return at;
}
