import { takeAnyNumber } from '../numbers';
import { prepareDecoding } from '../rows/json-text';
import { scanLine } from '../scan-line';
import { prepareStrings } from '../strings';
import { placeTape } from '../tape';
import { mostBytes, writeRow } from './columns';
import { findValues } from './members';

export { addSymbol } from '../symbols';
export { setColumns } from './columns';
export { setMembers } from './members';
export { setRawCells } from './text-cell';

/** Why writing stopped. */
/** There is no line any more. */
const AT_END: u32 = 0;
/** The next row may not fit. */
const FULL: u32 = 1;
/** The next line asks for a closer look. */
const LOOK_CLOSER: u32 = 2;

let stop: u32 = AT_END;
let out: u32 = 0;
let outEnd: u32 = 0;
let neededBytes: f64 = 0;

/** The first byte that the host may use. */
export function heapStart(): u32 {
  return <u32>__heap_base;
}

/** Takes the place of the tape; once. */
export function setTape(from: u32, to: u32): void {
  prepareStrings();
  prepareDecoding();
  takeAnyNumber();
  placeTape(from, to);
}

/** Takes where the next row is written, and up to where rows may be. */
export function setRows(from: u32, to: u32): void {
  out = from;
  outEnd = to;
}

/** What writing stopped for. */
export function stopReason(): u32 {
  return stop;
}

/** The address behind the rows. */
export function endOfRows(): u32 {
  return out;
}

/** The most bytes of the row that might not fit. */
export function bytesNeeded(): f64 {
  return neededBytes;
}

/**
 * Writes lines of JSON as rows of CSV, as many as there is room for, up to one that asks for a closer look; the last byte is a newline.
 *
 * @returns How many rows were written.
 */
export function writeRows(from: u32, to: u32): u32 {
  let count: u32 = 0;
  for (let at = from; at < to; count += 1) {
    const newline = scanLine(at);
    stop = newline !== 0 && findValues() ? reasonOf(newline - at) : LOOK_CLOSER;
    if (stop !== AT_END) return count;
    const end = writeRow(newline, out);
    if (end === 0) {
      stop = LOOK_CLOSER;
      return count;
    }
    out = end;
    at = newline + 1;
  }
  stop = AT_END;
  return count;
}

function reasonOf(lineBytes: u32): u32 {
  const most = mostBytes(lineBytes);
  neededBytes = <f64>most;
  return most > outEnd - out ? FULL : AT_END;
}
