import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  skipBlanks,
} from './bytes';
import { scanNumber } from './numbers';
import { hasEscapes, scanString } from './strings';
import { scanTextFrom } from './strings-on-tape';
import { expectAfter, isRefused, lengthOfSymbol, symbolAfter, symbolOf } from './symbols';
import { addToken, closeToken, isTapeFull, Kind, nextFree, rewindTape, Word } from './tape';

/** Far below what the validator takes, far above what people write. */
const MOST_OPEN: u32 = 128;

const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;
const NULL: u32 = 0x6c6c756e;

/** The closing byte and the token of each open container. */
const closings = memory.data(MOST_OPEN);
const openTokens = memory.data(MOST_OPEN * 4);
let open: u32 = 0;
/** The symbol of the key before; 0 before the first one. */
let lastKey: u32 = 0;

/**
 * Scans one line onto the tape. Gives the address of its newline; 0 for what is no JSON and for what asks for a closer look:
 * an escaped key, a lone surrogate, a NUL, a carriage return, a number that is long or has an exponent, a key that is
 * refused, more open containers or tokens than there is room for.
 */
export function scanLine(from: u32): u32 {
  const end = scanWhole(from);
  return end !== 0 && load<u8>(end) === NEWLINE ? end : 0;
}

/** Scans one value onto the tape, as {@link scanLine} does, whatever stands behind it. Gives the address behind it and behind blanks, or 0. */
export function scanWhole(from: u32): u32 {
  rewindTape();
  open = 0;
  lastKey = 0;
  let at = skipBlanks(from);
  while (at !== 0) {
    at = scanValue(at);
    if (at === 0) return 0;
    at = closeContainers(skipBlanks(at));
    if (open === 0) return at;
    at = load<u8>(at) === COMMA ? scanToValue(skipBlanks(at + 1)) : 0;
  }
  return 0;
}

/** Scans a scalar behind all that opens before it. Gives the address behind it, or of what closes an empty container. */
function scanValue(from: u32): u32 {
  let at = from;
  while (at !== 0) {
    const byte = load<u8>(at);
    if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) return scanScalar(at);
    if (open === MOST_OPEN || isTapeFull()) return 0;
    openContainer(at, byte);
    at = skipBlanks(at + 1);
    if (load<u8>(at) === closing()) return at;
    at = scanToValue(at);
  }
  return 0;
}

/** What closes the innermost open container. */
function closing(): u8 {
  return load<u8>(closings + open - 1);
}

function openContainer(at: u32, byte: u8): void {
  const isObject = byte === OPEN_OBJECT;
  store<u8>(closings + open, isObject ? CLOSE_OBJECT : CLOSE_ARRAY);
  store<u32>(openTokens + (open << 2), nextFree());
  open += 1;
  addToken(isObject ? Kind.object : Kind.array, at, 0);
}

/** Gives the address of what stands behind all that closes here. */
function closeContainers(from: u32): u32 {
  let at = from;
  while (open > 0 && load<u8>(at) === closing()) {
    open -= 1;
    closeToken(load<u32>(openTokens + (open << 2)));
    at = skipBlanks(at + 1);
  }
  return at;
}

/** Scans the key, where one has to stand. Gives the address of the value. */
function scanToValue(at: u32): u32 {
  return closing() === CLOSE_OBJECT ? scanKey(at) : at;
}

/** Scans a key and its colon. Gives the address of the value. */
function scanKey(at: u32): u32 {
  if (load<u8>(at) !== QUOTE || isTapeFull()) return 0;
  let symbol = symbolAfter(lastKey, at + 1);
  let end = at + 2 + lengthOfSymbol(symbol);
  if (symbol === 0) {
    end = scanString(at + 1);
    if (end === 0 || hasEscapes()) return 0;
    symbol = symbolOf(at + 1, end - at - 2);
    if (isRefused(symbol)) return 0;
    expectAfter(lastKey, symbol);
  }
  lastKey = symbol;
  addToken(Kind.key | (symbol << 16), at + 1, end - 1);
  const colon = skipBlanks(end);
  return load<u8>(colon) === COLON ? skipBlanks(colon + 1) : 0;
}

/** Scans a string, a number or a word. Gives the address behind it. */
function scanScalar(at: u32): u32 {
  if (isTapeFull()) return 0;
  const byte = load<u8>(at);
  if (byte === QUOTE) return scanText(at);
  if (byte === LOWER_T) return load<u32>(at) === TRUE ? addWord(Word.isTrue, at, 4) : 0;
  if (byte === LOWER_F) return load<u32>(at + 1) === ALSE ? addWord(Word.isFalse, at, 5) : 0;
  if (byte === LOWER_N) return load<u32>(at) === NULL ? addWord(Word.isNull, at, 4) : 0;
  return scanNumber(at);
}

function addWord(word: u32, at: u32, length: u32): u32 {
  addToken(Kind.word | (word << 8), at, at + length);
  return at + length;
}

function scanText(at: u32): u32 {
  const quote = scanTextFrom(at + 1);
  return quote === 0 ? 0 : quote + 1;
}
