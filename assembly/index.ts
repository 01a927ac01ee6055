import { acceptedId, acceptsLine } from './accept';
import { findNewline } from './bytes';
import { storeHash } from './id-hash';
import { forgetLikeness, isLikeLast } from './likeness';
import { areNamesOwn, forgetMarks, hasMarksOfLast } from './marks';
import { areLinesMade, learnPattern, scanByPattern } from './pattern';
import { compareInput, keepInput, skipInput, storeInputHash } from './repeats';
import { scanLine } from './scan-line';
import { hasSeparator } from './separators';
import { prepareStrings } from './strings';
import { endOf, firstToken, placeTape, startOf } from './tape';

export {
  addNewIds,
  bytesOfIds,
  expectIds,
  findId,
  isIdHere,
  nextId,
  putId,
  startIds,
  touchIds,
} from './id-table';
export { setSizedKeys, sizeInputs } from './input-size';
export { findMembers, setMembers } from './members';
export { copyAsOneByte } from './one-byte';
export { expectMade } from './pattern';
export { addSymbol, endTextSymbols, refuseSymbols } from './symbols';

const ACCEPTED: u8 = 0;
const LOOK_CLOSER: u8 = 1;
const TOO_LONG: u8 = 2;
const ALIKE: u8 = 3;

let record: u32 = 0;
/** The row of records of which what is said depends on their marks; 0 where there is none. */
let marked: u32 = 0;
let mostLineBytes: u32 = 0;
let mostRecordBytes: u32 = 0;

/** A double, as offsets are: what was dropped of one line may be more than 32 bits count. */
let dropped: f64 = 0;
let lineOffset: f64 = 0;

let ends: u32 = 0;
let verdicts: u32 = 0;
let idStarts: u32 = 0;
let idEnds: u32 = 0;
let offsets: u32 = 0;
let idHashes: u32 = 0;
let repeats: u32 = 0;
/** 0 where nobody asks for hashes of model inputs. */
let inputHashes: u32 = 0;

/** The first byte that the host may use. */
export function heapStart(): u32 {
  return <u32>__heap_base;
}

/** Takes the place of the tape; once. */
export function setTape(from: u32, to: u32): void {
  prepareStrings();
  placeTape(from, to);
}

/** Takes the row of a record and the most bytes of a line that is accepted and of one that is kept. */
export function setRules(row: u32, recordBytes: u32, lineBytes: u32): void {
  record = row;
  mostRecordBytes = recordBytes;
  mostLineBytes = lineBytes;
}

/** Takes the row of records of which what is said depends on their marks alone. */
export function setMarked(row: u32): void {
  marked = row;
}

/** Takes the place of what is said of the lines, one array behind the other, for `capacity` lines; a multiple of 8. */
export function setLines(at: u32, capacity: u32): void {
  offsets = at;
  idHashes = offsets + 8 * (capacity + 1);
  ends = idHashes + 8 * capacity;
  idStarts = ends + 4 * capacity;
  idEnds = idStarts + 4 * capacity;
  verdicts = idEnds + 4 * capacity;
  repeats = verdicts + capacity;
}

/** Takes the place of a hash for each line's model input, as many as `setLines` has lines; a multiple of 8. Without it none is made. */
export function setInputHashes(at: u32): void {
  inputHashes = at;
}

/**
 * Takes where the next line begins.
 *
 * @param droppedBytes Bytes of it that are not here any more.
 * @param offset Of the line in its source.
 */
export function setPlace(droppedBytes: f64, offset: f64): void {
  dropped = droppedBytes;
  lineOffset = offset;
}

/**
 * Says of each line from `from` to `to` what the engine thinks; the last byte is a newline.
 *
 * @returns How many lines there are.
 */
export function judgeLines(from: u32, to: u32): u32 {
  const looksForSeparators = !areLinesMade() && hasSeparator(from, to);
  let count: u32 = 0;
  for (let at = from; at < to; ) {
    let newline = scanByPattern(at);
    const isKnown = newline !== 0;
    if (!isKnown) newline = scanLine(at);
    const isJson = newline !== 0;
    if (!isJson) newline = findNewline(at);
    const length = <f64>(newline - at) + dropped;
    store<f64>(offsets + (count << 3), lineOffset);
    store<u32>(ends + (count << 2), newline + 1 - from);
    let verdict = LOOK_CLOSER;
    if (length > <f64>mostLineBytes) {
      verdict = TOO_LONG;
      forgetLines();
    } else if (isJson && length <= <f64>mostRecordBytes) {
      if (!looksForSeparators || !hasSeparator(at, newline)) verdict = judge(at, newline, isKnown);
      else forgetLines();
    } else forgetLines();
    const hasId = verdict === ACCEPTED || verdict === ALIKE;
    store<u8>(verdicts + count, verdict);
    store<u8>(repeats + count, hasId ? compareInput(at, newline) : skipInput());
    if (inputHashes !== 0) describeInput(hasId, count);
    describeId(hasId ? acceptedId() : 0, count, from);
    lineOffset += length + 1;
    dropped = 0;
    count += 1;
    at = newline + 1;
  }
  store<f64>(offsets + (count << 3), lineOffset);
  keepInput();
  return count;
}

/** Says what is thought of the line on the tape, of which nothing but its tokens is there where it has the pattern. */
function judge(at: u32, newline: u32, hasPattern: bool): u8 {
  if (hasPattern) return ACCEPTED;
  if (acceptsLine(firstToken(), record)) {
    learnPattern(at, newline);
    return ACCEPTED;
  }
  if (marked !== 0 && acceptsLine(firstToken(), marked) && areNamesOwn()) {
    forgetLikeness();
    return hasMarksOfLast() ? ALIKE : LOOK_CLOSER;
  }
  forgetMarks();
  return isLikeLast(at, newline, record) ? ALIKE : LOOK_CLOSER;
}

/** Says that the next line has none before it. */
export function startLines(): void {
  skipInput();
  forgetLines();
}

/** Says that the next line is like none before it. */
export function forgetLines(): void {
  forgetLikeness();
  forgetMarks();
}

/** Writes the hash of the model input that was compared last; zeros where none was. */
function describeInput(isKnown: bool, line: u32): void {
  const hash = inputHashes + (line << 3);
  if (isKnown) storeInputHash(hash);
  else store<u64>(hash, 0);
}

/** Writes where the id of a line stands and its hash; zeros where there is no token of it. */
function describeId(token: u32, line: u32, from: u32): void {
  const hash = idHashes + (line << 3);
  if (token === 0) store<u64>(hash, 0);
  else storeHash(startOf(token), endOf(token), hash);
  store<u32>(idStarts + (line << 2), token === 0 ? 0 : startOf(token) - from);
  store<u32>(idEnds + (line << 2), token === 0 ? 0 : endOf(token) - from);
}
