import { acceptedId } from './accept';
import { areEqual, COMMA, skipBlanks, skipBlanksBack } from './bytes';
import { storeHash } from './id-hash';
import { endOf, startOf } from './tape';

/** What is said of the model input of a line: it is another one than that of the line before, the same, or they were not compared. */
const DIFFERS: u8 = 0;
const REPEATED: u8 = 1;
const NOT_COMPARED: u8 = 2;

/** Bytes of `","modelInput":`, the quote behind the id included. */
const USUAL: u32 = 15;
/** Bytes of `"modelInput"` and of `"recordId"`, quotes included. */
const MODEL_INPUT_KEY: u32 = 12;
const RECORD_ID_KEY: u32 = 10;

/** The model input of the line before; nowhere before the first line of a block, and behind one that was not accepted. */
let start: u32 = 0;
let end: u32 = 0;

/** How a model input begins, and how long it is, of the last line of a block: most others begin otherwise. */
const MOST_KEPT: u32 = 1024;
const kept = memory.data(MOST_KEPT);
/** 0 where nothing is kept. */
let keptLength: u32 = 0;

/** Says that a line cannot be compared: it was not accepted. Nor can the next one be. */
export function skipInput(): u8 {
  start = 0;
  keptLength = 0;
  return NOT_COMPARED;
}

/** Keeps of the last line of a block what the first one of the next block is compared with: its bytes will be gone. */
export function keepInput(): void {
  if (start === 0) return;
  keptLength = end - start;
  memory.copy(kept, start, min(keptLength, MOST_KEPT));
  start = 0;
}

/** Compares the model input of a line that was accepted, byte by byte, with that of the line before. */
export function compareInput(line: u32, newline: u32): u8 {
  const lastStart = start;
  const lastEnd = end;
  const id = acceptedId();
  if (isUsual(endOf(id), newline)) {
    start = endOf(id) + USUAL;
    end = newline - 1;
  } else {
    findInput(line, newline);
  }
  const length = end - start;
  if (lastStart === 0) return differsFromKept(length) ? DIFFERS : NOT_COMPARED;
  if (lastEnd - lastStart !== length) return DIFFERS;
  return areLongEqual(lastStart, start, length) ? REPEATED : DIFFERS;
}

/** Writes the hash of the model input that was compared last. */
export function storeInputHash(to: u32): void {
  storeHash(start, end, to);
}

/** Tells whether the model input of a line, the first one of a block, is another one than what is kept; once. */
function differsFromKept(length: u32): bool {
  const before = keptLength;
  keptLength = 0;
  if (before === 0) return false;
  return before !== length || !areLongEqual(<u32>kept, start, min(length, MOST_KEPT));
}

/** Tells whether a line goes on behind its id and ends as programs write it: without blanks. */
function isUsual(at: u32, newline: u32): bool {
  const key = i8x16(
    0x22,
    0x2c,
    0x22,
    0x6d,
    0x6f,
    0x64,
    0x65,
    0x6c,
    0x49,
    0x6e,
    0x70,
    0x75,
    0x74,
    0x22,
    0x3a,
    0x7b,
  );
  return !v128.any_true(v128.xor(v128.load(at), key)) && load<u16>(newline - 2) === 0x7d7d;
}

/** Finds the model input wherever it stands, with blanks around it or without. */
function findInput(line: u32, newline: u32): void {
  const id = acceptedId();
  const behindId = skipBlanks(endOf(id) + 1);
  if (load<u8>(behindId) === COMMA) {
    start = behindKey(behindId + 1);
    end = skipBlanksBack(skipBlanksBack(newline) - 1);
  } else {
    start = behindKey(skipBlanks(line) + 1);
    end = skipBlanksBack(beforeKey(startOf(id) - 1) - 1);
  }
}

/** Compares sixteen bytes at a time, the last ones together with those before them. */
function areLongEqual(left: u32, right: u32, length: u32): bool {
  if (length < 16) return areEqual(left, right, length);
  const last = length - 16;
  if (differ(left + last, right + last)) return false;
  for (let at: u32 = 0; at < last; at += 16) {
    if (differ(left + at, right + at)) return false;
  }
  return true;
}

function differ(left: u32, right: u32): bool {
  return v128.any_true(v128.xor(v128.load(left), v128.load(right)));
}

/** The value behind the key of the model input, and blanks around the colon. */
function behindKey(at: u32): u32 {
  return skipBlanks(skipBlanks(skipBlanks(at) + MODEL_INPUT_KEY) + 1);
}

/** Where the comma before the key of the id ends. */
function beforeKey(quote: u32): u32 {
  return skipBlanksBack(skipBlanksBack(skipBlanksBack(quote) - 1) - RECORD_ID_KEY);
}
