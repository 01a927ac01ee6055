import { CARRIAGE_RETURN, NEWLINE, QUOTE } from '../bytes';
import { endOf, startOf } from '../tape';
import { BARE, DOUBLED, FIELD_BYTES, QUOTED } from './layout';

let delimiter: u8 = 0;
/** Where the fields of a row are kept, and of how many there is room for; those behind them are only counted. */
let tape: u32 = 0;
let mostFields: u32 = 0;

let fields: u32 = 0;
let broken: bool = false;

/** Takes what stands between fields, and the place of the tape. */
export function setFields(delimiterByte: u32, at: u32, most: u32): void {
  delimiter = <u8>delimiterByte;
  tape = at;
  mostFields = most;
}

/** How many fields the row scanned last has. */
export function fieldCount(): u32 {
  return fields;
}

/** Whether text stands behind a closing quote in the row scanned last, which then has no end. */
export function isBroken(): bool {
  return broken;
}

/** Whether the row scanned last is an empty line. */
export function isEmptyLine(): bool {
  return fields === 1 && load<u32>(tape) === load<u32>(tape, 4) && load<u32>(tape, 8) === BARE;
}

/** Says that a field stands where a token of JSON does, and how it is written. */
export function setField(field: u32, token: u32, form: u32): void {
  const at = tape + field * FIELD_BYTES;
  store<u32>(at, startOf(token));
  store<u32>(at, endOf(token), 4);
  store<u32>(at, form, 8);
}

/** The first byte of a field's text. */
export function fieldStart(field: u32): u32 {
  return load<u32>(tape + field * FIELD_BYTES);
}

/** The address behind a field's text. */
export function fieldEnd(field: u32): u32 {
  return load<u32>(tape + field * FIELD_BYTES, 4);
}

/** How a field is written. */
export function fieldForm(field: u32): u32 {
  return load<u32>(tape + field * FIELD_BYTES, 8);
}

/**
 * Scans one row onto the tape. A quote, a newline and a quote have to stand behind the last byte.
 *
 * @returns The address behind what ends it; 0 where its end is not here, or it is broken.
 */
export function scanRow(from: u32, to: u32): u32 {
  fields = 0;
  broken = false;
  let start = from;
  while (start < to) {
    if (load<u8>(start) === QUOTE) {
      const at = scanQuoted(start + 1, to);
      if (at === 0) return 0;
      if (load<u8>(at) !== delimiter) return at + 1;
      start = at + 1;
      continue;
    }
    let vector = start;
    let ends = endsAt(vector);
    while (ends === 0) {
      vector += 16;
      ends = endsAt(vector);
    }
    // short fields stand in one vector with those behind them
    do {
      const at: u32 = vector + ctz(ends);
      if (at >= to) return 0;
      addField(start, at, BARE);
      if (load<u8>(at) !== delimiter) return at + 1;
      start = at + 1;
      ends &= ends - 1;
    } while (ends !== 0 && load<u8>(start) !== QUOTE);
  }
  return 0;
}

/** Scans a field from behind its first quote. Gives the address of what ends it; 0 where that is not here, or it is broken. */
function scanQuoted(start: u32, to: u32): u32 {
  let form = QUOTED;
  let at = findQuote(start);
  // behind the last byte stands a quote, so what ends there is never taken for closed
  while (load<u8>(at + 1) === QUOTE && at < to) {
    form = DOUBLED;
    at = findQuote(at + 2);
  }
  if (at >= to) return 0;
  addField(start, at, form);
  broken = !isEnd(load<u8>(at + 1));
  return broken ? 0 : at + 1;
}

/** Gives the address behind the end of a line in which quotes mean nothing; 0 where it is not here. */
export function skipLine(from: u32, to: u32): u32 {
  let at = from;
  while (at < to) {
    const byte = load<u8>(at);
    at += 1;
    if (byte === NEWLINE || byte === CARRIAGE_RETURN) return at;
  }
  return 0;
}

/** Whether all fields from a place on have no text. */
export function areEmptyFrom(field: u32): bool {
  for (let at = field; at < fields; at += 1) {
    if (fieldStart(at) !== fieldEnd(at)) return false;
  }
  return true;
}

function addField(start: u32, end: u32, form: u32): void {
  if (fields < mostFields) {
    const at = tape + fields * FIELD_BYTES;
    store<u64>(at, <u64>start | ((<u64>end) << 32));
    store<u32>(at, form, 8);
  }
  fields += 1;
}

function isEnd(byte: u8): bool {
  return byte === delimiter || byte === NEWLINE || byte === CARRIAGE_RETURN;
}

function findQuote(from: u32): u32 {
  const quote = i8x16.splat(QUOTE);
  let at = from;
  while (true) {
    const first = i8x16.eq(v128.load(at), quote);
    const second = i8x16.eq(v128.load(at + 16), quote);
    if (v128.any_true(v128.or(first, second))) {
      return at + ctz(i8x16.bitmask(first) | (i8x16.bitmask(second) << 16));
    }
    at += 32;
  }
}

/** Marks what may end a field without quotes. */
function endsAt(at: u32): i32 {
  const bytes = v128.load(at);
  const lineEnds = v128.or(
    i8x16.eq(bytes, i8x16.splat(NEWLINE)),
    i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN)),
  );
  return i8x16.bitmask(v128.or(lineEnds, i8x16.eq(bytes, i8x16.splat(delimiter))));
}
