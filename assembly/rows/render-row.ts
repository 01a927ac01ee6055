import { BACKSLASH, CARRIAGE_RETURN, LOWER_U, SPACE, TAB } from '../bytes';
import { isWhiteAt } from '../white-space';
import { copyBytes, writeNumber } from './copy';
import { writeDoubledEscaped, writeEscaped, writeSpliced } from './escape';
import { DOUBLED, ESCAPED, SPLICED } from './layout';
import { fieldEnd, fieldForm, fieldStart } from './scan-row';

/** Bytes of a piece in the table: its kind, and two words that depend on it. */
const PIECE_BYTES: u32 = 12;
/** Bytes at an address; and the text of a field. Anything else is the number of the row. */
const BYTES: u32 = 0;
const FIELD: u32 = 1;

const ROW_DIGITS: u32 = 8;
const FIRST_BEYOND_ASCII: u8 = 0x80;
const FIRST_OF_THREE_BYTES: u8 = 0xe0;
/** The two bytes of U+0085. */
const NEXT_LINE: u16 = 0x85c2;

let pieces: u32 = 0;
let pieceCount: u32 = 0;
/** The pieces of a row in which no text of the choice is written, and the fields that are that choice. */
let otherPieces: u32 = 0;
let otherCount: u32 = 0;
let choice: u32 = 0;
let choiceCount: u32 = 0;

/** Takes the pieces of a record. */
export function setPieces(at: u32, count: u32): void {
  pieces = at;
  pieceCount = count;
}

/** Takes the pieces of a record where nothing is written in any field of the choice. */
export function setOtherPieces(at: u32, count: u32): void {
  otherPieces = at;
  otherCount = count;
}

/** Takes the fields of the choice. */
export function setChoice(fields: u32, count: u32): void {
  choice = fields;
  choiceCount = count;
}

/** Writes the record of the row on the tape. Gives the address behind it. */
export function renderRow(row: u32, into: u32): u32 {
  const isOther = choiceCount > 0 && !isAnyWritten(choice, choiceCount);
  const first = isOther ? otherPieces : pieces;
  const end = first + (isOther ? otherCount : pieceCount) * PIECE_BYTES;
  let out = into;
  for (let piece = first; piece < end; piece += PIECE_BYTES) {
    const kind = load<u32>(piece);
    const value = load<u32>(piece, 4);
    if (kind === BYTES) out = copyBytes(value, load<u32>(piece, 8), out);
    else if (kind === FIELD) out = writeField(value, out);
    else out = writeNumber(row, ROW_DIGITS, out);
  }
  return out;
}

function writeField(field: u32, out: u32): u32 {
  const start = fieldStart(field);
  const end = fieldEnd(field);
  const form = fieldForm(field);
  if (form >= SPLICED) return writeSpliced(start, end, out);
  return form === DOUBLED ? writeDoubledEscaped(start, end, out) : writeEscaped(start, end, out);
}

/** Whether it is not known what the choice between pieces says: nothing is written there but escapes, which may stand for anything. */
export function isChoiceOpen(): bool {
  if (choiceCount === 0 || isAnyWritten(choice, choiceCount)) return false;
  for (let index: u32 = 0; index < choiceCount; index += 1) {
    if (fieldForm(load<u32>(choice + (index << 2))) === ESCAPED) return true;
  }
  return false;
}

/** Whether some character of one of these fields is no white space, as `trim()` of JavaScript knows it. */
export function isAnyWritten(fields: u32, count: u32): bool {
  for (let index: u32 = 0; index < count; index += 1) {
    const field = load<u32>(fields + (index << 2));
    if (isWritten(fieldStart(field), fieldEnd(field), fieldForm(field) === ESCAPED)) return true;
  }
  return false;
}

/** Escapes of JSON count for nothing here: they may be those of white space. */
function isWritten(start: u32, end: u32, isEscaped: bool): bool {
  let at = start;
  while (at < end) {
    const byte = load<u8>(at);
    if (isEscaped && byte === BACKSLASH) {
      at += load<u8>(at, 1) === LOWER_U ? 6 : 2;
      continue;
    }
    if (byte < FIRST_BEYOND_ASCII) {
      if (byte !== SPACE && (byte < TAB || byte > CARRIAGE_RETURN)) return true;
      at += 1;
    } else {
      // the only one that others trim and JavaScript does not
      if (!isWhiteAt(at) || load<u16>(at) === NEXT_LINE) return true;
      at += byte < FIRST_OF_THREE_BYTES ? 2 : 3;
    }
  }
  return false;
}
