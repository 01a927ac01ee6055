import { findNewline } from './bytes';
import { storeHash } from './id-hash';
import { takeAnyNumber } from './numbers';
import { endOfMember, startOfValue } from './places';
import { scanLine } from './scan-line';
import { addSymbol } from './symbols';
import {
  endOf,
  firstToken,
  Kind,
  kindOf,
  nextOf,
  noteOf,
  startOf,
  symbolAt,
  TOKEN_BYTES,
} from './tape';

/**
 * What is said of a line, as words of 32 bits, addresses counted from the first line:
 *
 *     0      behind its newline
 *     1, 2   start and end of the id, without its quotes; both 0 where the line asks for a closer look
 *     3, 4   start and end of the output; both 0 where there is none
 *     5, 6   start and end of the error; both 0 where there is none
 *     7, 8   hash of the id
 *     9      first word of the hash of the output
 *     10     1 where id and output are ASCII
 */
const LAST_ASCII: u8 = 0x7f;
const KEY_BYTES: u32 = 32;
const WORD_BYTES: u32 = 4;
const WORDS: u32 = 11;

let idSymbol: u32 = 0;
let outputSymbol: u32 = 0;
let errorSymbol: u32 = 0;
/** Of a key that says more than a place could. */
let oddSymbol: u32 = 0;

/** The tokens of the values of a line; 0 where it has none. */
let id: u32 = 0;
let output: u32 = 0;
let error: u32 = 0;

/** Where is written what is said of lines, and of how many. */
let into: u32 = 0;
let mostLines: u32 = 0;

/**
 * Takes the four keys and the place for what is said of lines; once.
 *
 * @param keys Address of the keys, which stay there: each its length, then its bytes, 32 bytes in all.
 * @param saidAt Where is written what is said.
 * @param most Lines there is room for.
 */
export function setMembers(keys: u32, saidAt: u32, most: u32): void {
  takeAnyNumber();
  idSymbol = addKey(keys);
  outputSymbol = addKey(keys + KEY_BYTES);
  errorSymbol = addKey(keys + 2 * KEY_BYTES);
  oddSymbol = addKey(keys + 3 * KEY_BYTES);
  into = saidAt;
  mostLines = most;
}

function addKey(at: u32): u32 {
  return addSymbol(at + WORD_BYTES, load<u32>(at));
}

/** Finds the members of lines, as many as there is room for; the last byte is a newline. Gives how many lines these are. */
export function findMembers(from: u32, to: u32): u32 {
  let count: u32 = 0;
  let said = into;
  for (let at = from; at < to && count < mostLines; count += 1) {
    let newline = scanLine(at);
    memory.fill(said, 0, WORDS * WORD_BYTES);
    if (newline === 0) newline = findNewline(at);
    else if (hasMembers()) describe(newline, said, from);
    store<u32>(said, newline + 1 - from);
    said += WORDS * WORD_BYTES;
    at = newline + 1;
  }
  return count;
}

/** Finds the values of the line on the tape; false where it is no object, has no plain id, a key of ours twice, or the odd one. */
function hasMembers(): bool {
  id = 0;
  output = 0;
  error = 0;
  const line = firstToken();
  if (kindOf(line) !== Kind.object) return false;
  const end = endOf(line);
  for (let key = line + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (symbolAt(key) !== 0 && !keepValue(symbolAt(key), key + TOKEN_BYTES)) return false;
  }
  // an id without characters has no place: somebody else looks at it
  return id !== 0 && kindOf(id) === Kind.string && noteOf(id) === 0 && startOf(id) !== endOf(id);
}

/** Keeps the value of one of our keys; false where there is one already, and of the odd one. */
function keepValue(symbol: u32, value: u32): bool {
  if (symbol === idSymbol) {
    if (id !== 0) return false;
    id = value;
  } else if (symbol === outputSymbol) {
    if (output !== 0) return false;
    output = value;
  } else if (symbol === errorSymbol) {
    if (error !== 0) return false;
    error = value;
  }
  return symbol !== oddSymbol;
}

/** Says where the values of the line on the tape are. */
function describe(newline: u32, said: u32, from: u32): void {
  const isPlain = sayId(said, from);
  if (output !== 0) sayOutput(newline, said, from, isPlain);
  if (error !== 0) sayPlace(error, newline, said + 5 * WORD_BYTES, from);
}

function sayId(said: u32, from: u32): bool {
  store<u32>(said, startOf(id) - from, WORD_BYTES);
  store<u32>(said, endOf(id) - from, 2 * WORD_BYTES);
  storeHash(startOf(id), endOf(id), said + 7 * WORD_BYTES);
  return isAscii(startOf(id), endOf(id));
}

function sayOutput(newline: u32, said: u32, from: u32, isPlain: bool): void {
  sayPlace(output, newline, said + 3 * WORD_BYTES, from);
  const start = from + load<u32>(said, 3 * WORD_BYTES);
  const end = from + load<u32>(said, 4 * WORD_BYTES);
  // both words are written, and the second one is written over
  storeHash(start, end, said + 9 * WORD_BYTES);
  store<u32>(said, isPlain && isAscii(start, end) ? 1 : 0, 10 * WORD_BYTES);
}

function sayPlace(value: u32, newline: u32, said: u32, from: u32): void {
  store<u32>(said, startOfValue(value) - from);
  store<u32>(said, endOfMember(value, newline) - from, WORD_BYTES);
}

function isAscii(start: u32, end: u32): bool {
  let at = start;
  for (; at + 16 <= end; at += 16) {
    if (i8x16.bitmask(v128.load(at)) !== 0) return false;
  }
  for (; at < end; at += 1) {
    if (load<u8>(at) > LAST_ASCII) return false;
  }
  return true;
}
