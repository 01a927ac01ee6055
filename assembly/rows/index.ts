import { CARRIAGE_RETURN, expectBreaks, NEWLINE, QUOTE } from '../bytes';
import { prepareStrings } from '../strings';
import { firstToken, placeTape } from '../tape';
import { areConditionsHeld, areConditionsOpen } from './conditions';
import { digestJson, digestOfRow } from './digest-json';
import { digestRow } from './digest-row';
import { expectSeparators, prepareEscapes } from './escape';
import { bytesOfRow, findEnd, isRowProven } from './json-end';
import {
  AT_FAULT,
  AT_ROW,
  areLines,
  firstOfRow,
  passRow,
  reachedByte,
  stepToRow,
} from './json-layout';
import { prepareDecoding } from './json-text';
import { hasLineSeparator } from './line-separators';
import { isAnyWritten, isChoiceOpen, renderRow } from './render-row';
import { behindScanned, scanJsonRow } from './scan-json-row';
import { areEmptyFrom, fieldCount, isBroken, isEmptyLine, scanRow, skipLine } from './scan-row';

export { addSymbol } from '../symbols';
export { setConditions } from './conditions';
export { countLines, countNewlines } from './count-lines';
export { setScratch } from './digest-json';
export { setDigestColumns } from './digest-row';
export { isRowProven } from './json-end';
export { passRow, placeInArray, setLayout } from './json-layout';
export { unitsIn } from './json-text';
export { setChoice, setOtherPieces, setPieces } from './render-row';
export { setFields } from './scan-row';
export { setDigestBuffer } from './xxh64';

/** Why rendering stopped. */
/** There is no whole row any more. */
const AT_END: u32 = 0;
/** The next row does not fit. */
const FULL: u32 = 1;
/** The next row is for the host: its fields are not those of the header, or nothing is written where something must be. */
const ROW_OF_HOST: u32 = 2;
/** The next row has no end that can be known, or is too long: the rest is for the host. */
const REST_OF_HOST: u32 = 3;

/** Bytes of a byte in the longest escape. */
const MOST_GROWTH: u64 = 6;

/** No byte. */
const NONE: u32 = 0x100;

let columns: u32 = 0;
let mostFields: u32 = 0;
let comment: u32 = NONE;
let mostRowBytes: u32 = 0;
/** Lists of fields, each with its length before it: in one field of each list something has to be written. */
let needed: u32 = 0;
let neededCount: u32 = 0;
/** Bytes of a record without its fields, and how often a field may stand in it. */
let constantBytes: u32 = 0;
let mostUses: u32 = 0;

let lines: u32 = 0;
let linesEnd: u32 = 0;
let ends: u32 = 0;
let digests: u32 = 0;
let places: u32 = 0;
let capacity: u32 = 0;
/** Rows of other sources, which are counted with those of this one where a line has the number of its row. */
let rowsOfOthers: u32 = 0;
/** Rows that hold not all conditions, of those looked at last. */
let leftOut: u32 = 0;

let stop: u32 = AT_END;
let rowStart: u32 = 0;
let rowEnd: u32 = 0;
let neededBytes: f64 = 0;

/** The first byte that the host may use. */
export function heapStart(): u32 {
  prepareEscapes();
  return <u32>__heap_base;
}

/** Takes the place of the tape for rows of JSON; once. */
export function setTape(from: u32, to: u32): void {
  prepareStrings();
  prepareDecoding();
  placeTape(from, to);
}

/** Takes how many fields a row has, and how many with those behind them that are empty, and the most bytes of a row without its end. */
export function setRow(columnCount: u32, most: u32, rowBytes: u32): void {
  columns = columnCount;
  mostFields = most;
  mostRowBytes = rowBytes;
}

/** Takes the byte that makes a line a comment where it is the first. */
export function setComment(byte: u32): void {
  comment = byte;
}

/** Takes the lists of fields in which something has to be written. */
export function setNeeded(at: u32, count: u32): void {
  needed = at;
  neededCount = count;
}

/** Takes what a record has besides the text of fields, at most, and how often one field stands in it, at most. */
export function setGrowth(bytes: u32, uses: u32): void {
  constantBytes = bytes;
  mostUses = uses;
}

/** Takes the place of the lines. */
export function setLines(from: u32, to: u32): void {
  lines = from;
  linesEnd = to;
}

/** Takes the places of the ends of lines, and of the digests of their rows, 0 where none are wanted; for so many rows. */
export function setEnds(endsAt: u32, digestsAt: u32, rows: u32): void {
  ends = endsAt;
  digests = digestsAt;
  capacity = rows;
}

/** Takes the place of the places of rows among those looked at, 0 where none is left out. */
export function setPlaces(at: u32): void {
  places = at;
}

/** Takes how many rows of other sources are before the first one. */
export function setRowsOfOthers(rows: u32): void {
  rowsOfOthers = rows;
}

/** How many rows were left out of those looked at last. */
export function rowsLeftOut(): u32 {
  return leftOut;
}

/** What rendering stopped for. */
export function stopReason(): u32 {
  return stop;
}

/** The first byte of the row that comes next. */
export function nextRow(): u32 {
  return rowStart;
}

/** The address behind the row that is the host's. */
export function endOfRow(): u32 {
  return rowEnd;
}

/** Bytes of room that the row needs which did not fit. */
export function bytesNeeded(): f64 {
  return neededBytes;
}

/**
 * Renders the rows from `from` to `to`, as many as there is room for. The byte before them has to be there, and a few behind them are
 * overwritten for the while.
 *
 * @param row Number of the first one.
 * @returns How many records were written.
 */
export function renderRows(from: u32, to: u32, row: u32): u32 {
  const behind = load<u32>(to);
  store<u8>(to, QUOTE);
  store<u8>(to, NEWLINE, 1);
  store<u8>(to, QUOTE, 2);
  const count = renderWholeRows(from, to, row);
  store<u32>(to, behind);
  return count;
}

/**
 * Renders rows of JSON, as many as there is room for. The byte before them has to be there, and a few behind them are overwritten for
 * the while.
 *
 * @param row Number of the first one.
 * @returns How many records were written.
 */
export function renderJsonRows(from: u32, to: u32, row: u32): u32 {
  const behind = load<u32>(to);
  store<u32>(to, 0);
  expectBreaks(!areLines());
  expectSeparators(hasLineSeparator(from, to));
  const count = renderWholeJsonRows(from, to, row);
  store<u32>(to, behind);
  return count;
}

function renderWholeJsonRows(from: u32, to: u32, row: u32): u32 {
  let out = lines;
  let count: u32 = 0;
  leftOut = 0;
  rowStart = from;
  while (true) {
    const reached = stepToRow(rowStart, to, row + count + leftOut === 1);
    rowStart = reachedByte();
    if (reached !== AT_ROW) {
      stop = reached === AT_FAULT ? REST_OF_HOST : AT_END;
      return count;
    }
    const isReady = scanJsonRow(firstOfRow(), columns) && !areConditionsOpen();
    rowEnd = findEnd(to, behindScanned());
    stop = rowEnd === 0 ? AT_END : reasonOfJson(isReady);
    if (stop !== AT_END || rowEnd === 0) return count;
    if (!areConditionsHeld()) leftOut += 1;
    else {
      stop = reasonOfJsonRecord(count, out);
      if (stop !== AT_END) return count;
      out = renderRow(row + count + leftOut + rowsOfOthers, out);
      describeRecord(count, out);
      if (digests !== 0) store<u64>(digests + (count << 3), digestOfRow());
      count += 1;
    }
    passRow();
    rowStart = rowEnd;
  }
}

function reasonOfJson(isReady: bool): u32 {
  if (bytesOfRow() > mostRowBytes) return REST_OF_HOST;
  return isReady && isRowProven() ? AT_END : ROW_OF_HOST;
}

function reasonOfJsonRecord(count: u32, out: u32): u32 {
  const isHosts = isChoiceOpen() || (digests !== 0 && !digestJson(firstToken()));
  return isHosts ? ROW_OF_HOST : reasonOfTemplate(bytesOfRow(), count, out);
}

function renderWholeRows(from: u32, to: u32, row: u32): u32 {
  expectSeparators(hasLineSeparator(from, to));
  let out = lines;
  let count: u32 = 0;
  leftOut = 0;
  stop = AT_END;
  rowStart = from;
  while (true) {
    skipNewline(to);
    const isComment = <u32>load<u8>(rowStart) === comment;
    const end = isComment ? skipLine(rowStart, to) : scanRow(rowStart, to);
    if (end === 0) {
      if (!isComment && isBroken()) stop = REST_OF_HOST;
      return count;
    }
    if (isComment || isEmptyLine()) {
      rowStart = end;
      continue;
    }
    rowEnd = end;
    stop = reasonOfTable();
    if (stop !== AT_END) return count;
    if (!areConditionsHeld()) leftOut += 1;
    else {
      stop = reasonOfTemplate(end - 1 - rowStart, count, out);
      if (stop !== AT_END) return count;
      out = renderRow(row + count + leftOut + rowsOfOthers, out);
      describeRecord(count, out);
      if (digests !== 0) store<u64>(digests + (count << 3), digestRow());
      count += 1;
    }
    rowStart = end;
  }
}

/** Writes where a record ends, and the place of its row. */
function describeRecord(record: u32, end: u32): void {
  store<u32>(ends + (record << 2), end - lines);
  if (places !== 0) store<u32>(places + (record << 2), record + leftOut);
}

/** The newline of CRLF, whose carriage return ended the row before. */
function skipNewline(to: u32): void {
  const isSecond = load<u8>(rowStart - 1) === CARRIAGE_RETURN && load<u8>(rowStart) === NEWLINE;
  if (isSecond && rowStart < to) rowStart += 1;
}

/** Whether the row is too long, or has not the fields of the header. */
function reasonOfTable(): u32 {
  if (rowEnd - 1 - rowStart > mostRowBytes) return REST_OF_HOST;
  const fields = fieldCount();
  const isRagged = fields < columns || fields > mostFields || !areEmptyFrom(columns);
  return isRagged ? ROW_OF_HOST : AT_END;
}

/** Whether what the template needs is not written, or there is no room for its lines. */
function reasonOfTemplate(bytes: u32, count: u32, out: u32): u32 {
  let list = needed;
  for (let index: u32 = 0; index < neededCount; index += 1) {
    const length = load<u32>(list);
    if (!isAnyWritten(list + 4, length)) return ROW_OF_HOST;
    list += 4 + (length << 2);
  }
  const most = <u64>bytes * MOST_GROWTH * mostUses + constantBytes;
  neededBytes = <f64>most;
  return count === capacity || most > linesEnd - out ? FULL : AT_END;
}
