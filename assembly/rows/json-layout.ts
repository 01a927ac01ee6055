import {
  CARRIAGE_RETURN,
  CLOSE_ARRAY,
  COMMA,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  SPACE,
  TAB,
} from '../bytes';
import { behindValue } from './skip-json';

/** What rows of JSON stand in: each in a line of its own, in one array, or as objects that stand one after the other. */
const LINES: u32 = 0;
const ARRAY: u32 = 1;

/** Where in its array the next byte stands: before it, behind its bracket, behind a comma, behind an element, behind it. */
const BEFORE: u32 = 0;
const FIRST: u32 = 1;
const VALUE: u32 = 2;
const AFTER: u32 = 3;
const BEHIND: u32 = 4;

/** What {@link stepToRow} came to. */
export const AT_ROW: u32 = 0;
/** All there is was stepped over, or it cannot be told yet whether a row begins here. */
export const AT_NOTHING: u32 = 1;
/** What may not stand there. */
export const AT_FAULT: u32 = 2;

let layout: u32 = LINES;
let mostLineBytes: u32 = 0;
let place: u32 = BEFORE;
/** The byte from which on nothing of the next row was seen, and where the row itself begins. */
let reached: u32 = 0;
let row: u32 = 0;

/** Takes what the rows stand in, which begins with the next byte, and the most bytes of a line. */
export function setLayout(which: u32, most: u32): void {
  layout = which;
  mostLineBytes = most;
}

/** Where in its array the next byte stands. */
export function placeInArray(): u32 {
  return place;
}

export function areLines(): bool {
  return layout === LINES;
}

/** Where {@link stepToRow} came to: of a line its first byte, else that of the row. */
export function reachedByte(): u32 {
  return reached;
}

/** The first byte of the row that {@link stepToRow} came to. */
export function firstOfRow(): u32 {
  return row;
}

/** Steps over what stands before the next row, as far as it is there. A byte that no JSON has there stands at `to`. */
export function stepToRow(from: u32, to: u32, isFirstRow: bool): u32 {
  if (layout === LINES) return stepToLine(from, to);
  reached = skipWhite(from);
  if (layout === ARRAY) return stepInArray(to);
  row = reached;
  if (reached === to) return AT_NOTHING;
  if (load<u8>(reached) !== OPEN_OBJECT) return AT_FAULT;
  return isFirstRow ? lookBehindFirst(to) : AT_ROW;
}

/** Says that the row was taken: what comes next stands behind it. */
export function passRow(): void {
  place = AFTER;
}

/** Gives the address behind white space of JSON. */
export function skipWhite(from: u32): u32 {
  let at = from;
  while (isWhite(load<u8>(at))) at += 1;
  return at;
}

/** Gives the address behind the last byte before `to` that is no white space. */
export function skipWhiteBack(to: u32): u32 {
  let at = to;
  while (isWhite(load<u8>(at - 1))) at -= 1;
  return at;
}

function isWhite(byte: u8): bool {
  if (byte > SPACE) return false;
  return byte === SPACE || byte === NEWLINE || byte === CARRIAGE_RETURN || byte === TAB;
}

/** Steps over blank lines, as long as they are none that is too long. */
function stepToLine(from: u32, to: u32): u32 {
  reached = from;
  let at = from;
  while (isWhite(load<u8>(at))) {
    if (load<u8>(at) === NEWLINE) {
      if (at - reached > mostLineBytes) return AT_FAULT;
      reached = at + 1;
    }
    at += 1;
  }
  row = at;
  return at === to ? AT_NOTHING : AT_ROW;
}

function stepInArray(to: u32): u32 {
  while (reached !== to) {
    const byte = load<u8>(reached);
    row = reached;
    if (place === VALUE) return AT_ROW;
    if (place === FIRST && byte !== CLOSE_ARRAY) return AT_ROW;
    const next = placeBehind(byte);
    if (next === BEFORE) return AT_FAULT;
    place = next;
    reached = skipWhite(reached + 1);
  }
  return AT_NOTHING;
}

/** Where in its array the byte behind this one stands; before it where this one may not stand here. */
function placeBehind(byte: u8): u32 {
  if (place === BEFORE) return byte === OPEN_ARRAY ? FIRST : BEFORE;
  if (place === BEHIND) return BEFORE;
  if (byte === CLOSE_ARRAY) return BEHIND;
  return byte === COMMA && place === AFTER ? VALUE : BEFORE;
}

/** An object alone is no row: only what stands behind it tells whether it is one. */
function lookBehindFirst(to: u32): u32 {
  const end = behindValue(row, to);
  if (end === 0) return AT_NOTHING;
  const next = skipWhite(end);
  if (next === to) return AT_NOTHING;
  return load<u8>(next) === OPEN_OBJECT ? AT_ROW : AT_FAULT;
}
