import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  LOWER_E,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  MINUS,
  OPEN_ARRAY,
  OPEN_OBJECT,
  POINT,
  ZERO,
} from '../bytes';
import {
  endOf,
  headOf,
  Kind,
  kindOf,
  lengthOf,
  NOTED,
  nextOf,
  noteOf,
  startOf,
  TOKEN_BYTES,
  Word,
} from '../tape';
import { writeNumber } from './copy';
import { decodeText, unitsIn } from './json-text';
import { beginDigest, digestByte, digestBytes, digestRoom, endDigest, tookUpTo } from './xxh64';

const LOWER_S: u8 = 0x73;
const LOWER_Z: u8 = 0x7a;
const SEMICOLON: u8 = 0x3b;
const MOST_DIGITS: u32 = 24;
/** Keys of all objects that are open, at most. */
const MOST_KEYS: u32 = 2048;

const keys = memory.data(MOST_KEYS * 4);
let keysEnd: u32 = 0;
/** Where strings with escapes are decoded: as large as a row. */
let scratch: u32 = 0;
let digest: u64 = 0;

/** Takes the place for decoded strings, with room for the longest row. */
export function setScratch(at: u32): void {
  scratch = at;
}

/** The digest of the row of {@link digestJson}. */
export function digestOfRow(): u64 {
  return digest;
}

/**
 * Makes the digest of a value on the tape: that of what it says, with the keys of objects in order and numbers as the decimals they are.
 *
 * @returns false where it is the host's to make: for keys beyond ASCII, whose order is another one, and for very many keys.
 */
export function digestJson(token: u32): bool {
  keysEnd = <u32>keys;
  beginDigest();
  if (!digestValue(token)) return false;
  digest = endDigest();
  return true;
}

function digestValue(token: u32): bool {
  switch (kindOf(token)) {
    case Kind.object:
      return digestObject(token);
    case Kind.array:
      return digestItems(token);
    case Kind.string:
      digestByte(LOWER_S);
      digestString(token);
      return true;
    case Kind.number:
      digestByte(LOWER_N);
      digestNumber(token);
      digestByte(SEMICOLON);
      return true;
    default:
      digestByte(letterOf(noteOf(token)));
      return true;
  }
}

function letterOf(word: u32): u8 {
  if (word === Word.isTrue) return LOWER_T;
  return word === Word.isFalse ? LOWER_F : LOWER_Z;
}

function digestItems(token: u32): bool {
  const end = endOf(token);
  digestByte(OPEN_ARRAY);
  for (let item = token + TOKEN_BYTES; item < end; item = nextOf(item)) {
    if (!digestValue(item)) return false;
  }
  digestByte(CLOSE_ARRAY);
  return true;
}

function digestObject(token: u32): bool {
  const first = keysEnd;
  if (!sortKeys(token)) return false;
  const end = keysEnd;
  digestByte(OPEN_OBJECT);
  for (let at = first; at < end; at += 4) {
    const key = load<u32>(at);
    digestText(startOf(key), endOf(key));
    if (!digestValue(key + TOKEN_BYTES)) return false;
  }
  digestByte(CLOSE_OBJECT);
  keysEnd = first;
  return true;
}

/** Puts the keys of an object behind those that are there, in the order of their bytes; most rows have them in one order, whatever it is. */
function sortKeys(token: u32): bool {
  const first = keysEnd;
  const end = endOf(token);
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (keysEnd === <u32>keys + MOST_KEYS * 4 || !isAscii(startOf(key), endOf(key))) return false;
    let at = keysEnd;
    while (at > first && isBefore(key, load<u32>(at - 4))) {
      store<u32>(at, load<u32>(at - 4));
      at -= 4;
    }
    store<u32>(at, key);
    keysEnd += 4;
  }
  return true;
}

function isBefore(key: u32, other: u32): bool {
  const order = memory.compare(startOf(key), startOf(other), min(lengthOf(key), lengthOf(other)));
  return order === 0 ? lengthOf(key) < lengthOf(other) : order < 0;
}

function isAscii(start: u32, end: u32): bool {
  for (let at = start; at < end; at += 1) {
    if (load<u8>(at) > 0x7f) return false;
  }
  return true;
}

function digestString(token: u32): void {
  const isEscaped = (headOf(token) & NOTED) !== 0;
  if (!isEscaped) digestText(startOf(token), endOf(token));
  else digestText(scratch, decodeText(startOf(token), endOf(token), scratch));
}

/** Digests the UTF-16 units of a text, a colon, and the text. */
function digestText(start: u32, end: u32): void {
  const number = writeNumber(unitsIn(start, end), 1, digestRoom(MOST_DIGITS));
  store<u8>(number, COLON);
  tookUpTo(number + 1);
  digestBytes(start, end - start);
}

/** Digests a number as its sign, its digits without zeros at their ends, and the power of ten if that is below 0, else the zeros. */
function digestNumber(token: u32): void {
  const start = startOf(token);
  const isNegative = load<u8>(start) === MINUS;
  let digits: u64 = 0;
  let power: i32 = 0;
  let isFraction = false;
  for (let at = isNegative ? start + 1 : start; at < endOf(token); at += 1) {
    const byte = load<u8>(at);
    if (byte === POINT) isFraction = true;
    else {
      digits = digits * 10 + <u64>(byte - ZERO);
      if (isFraction) power -= 1;
    }
  }
  if (digits === 0) {
    digestByte(ZERO);
    return;
  }
  for (; digits % 10 === 0; digits /= 10) power += 1;
  if (isNegative) digestByte(MINUS);
  digestDigits(digits);
  if (power < 0) {
    digestByte(LOWER_E);
    digestByte(MINUS);
    digestDigits(<u64>-power);
  } else {
    for (; power > 0; power -= 1) digestByte(ZERO);
  }
}

function digestDigits(value: u64): void {
  let length: u32 = 1;
  for (let rest = value; rest >= 10; rest /= 10) length += 1;
  const into = digestRoom(MOST_DIGITS);
  let rest = value;
  for (let at = into + length; at > into; rest /= 10) {
    at -= 1;
    store<u8>(at, ZERO + <u8>(rest % 10));
  }
  tookUpTo(into + length);
}
