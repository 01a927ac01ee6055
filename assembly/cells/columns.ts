import { COMMA, QUOTE } from '../bytes';
import { endOfMember, startOfValue } from '../places';
import { copyBytes } from '../rows/copy';
import { Kind, kindOf, lengthOf, noteOf, startOf, Word } from '../tape';
import { writeJsonText, writeJsonValue } from './json-cell';
import { valueAt } from './members';
import { isLargeInteger, isWrittenSo } from './number-form';
import { writeText } from './text-cell';

/**
 * A column, as words of 32 bits:
 *
 *     0   which value of the line stands in it
 *     1   which does where that one is not there or null
 *     2   how it is written
 */
const COLUMN_BYTES: u32 = 12;

/** How a value is written. */
const enum Form {
  value = 0,
  /** As the JSON that stands in the line. */
  json = 1,
  /** As {@link Form.value}, but with all digits of an integer. */
  digits = 2,
}

/** A comma, a carriage return and a newline, or two quotes. */
const CELL_BYTES: u64 = 8;
const LINE_END: u16 = 0x0a0d;

let columns: u32 = 0;
let columnsEnd: u32 = 0;

/** Takes the columns. */
export function setColumns(at: u32, count: u32): void {
  columns = at;
  columnsEnd = at + count * COLUMN_BYTES;
}

/** The most bytes that the row of a line of so many bytes has. */
export function mostBytes(lineBytes: u32): u64 {
  let most: u64 = CELL_BYTES;
  for (let column = columns; column < columnsEnd; column += COLUMN_BYTES) {
    const value = valueOf(column);
    most += CELL_BYTES;
    if (value === 0) continue;
    const isJson = load<u32>(column, 8) === Form.json || kindOf(value) <= <u32>Kind.array;
    most += isJson ? 2 * <u64>lineBytes : lengthOf(value);
  }
  return most;
}

/** Writes the row of the line on the tape. Gives the address behind it; 0 where a value of it asks for a closer look. */
export function writeRow(newline: u32, into: u32): u32 {
  let out = into;
  for (let column = columns; column < columnsEnd; column += COLUMN_BYTES) {
    if (column !== columns) {
      store<u8>(out, COMMA);
      out += 1;
    }
    const value = valueOf(column);
    if (value === 0) continue;
    out = writeCell(value, load<u32>(column, 8), newline, out);
    if (out === 0) return 0;
  }
  if (out === into) {
    // a line of nothing is none to most readers
    store<u8>(out, QUOTE);
    store<u8>(out, QUOTE, 1);
    out += 2;
  }
  store<u16>(out, LINE_END);
  return out + 2;
}

function valueOf(column: u32): u32 {
  const value = valueAt(load<u32>(column));
  return value === 0 || isNull(value) ? valueAt(load<u32>(column, 4)) || value : value;
}

function isNull(value: u32): bool {
  return kindOf(value) === Kind.word && noteOf(value) === Word.isNull;
}

function writeCell(value: u32, form: u32, newline: u32, into: u32): u32 {
  if (form === Form.json)
    return writeJsonText(startOfValue(value), endOfMember(value, newline), into);
  const kind = kindOf(value);
  if (kind === Kind.string) return writeText(value, into);
  if (kind === Kind.object || kind === Kind.array) return writeJsonValue(value, into);
  if (isNull(value)) return into;
  const isKept = kind === Kind.word || isWrittenSo(value);
  if (!isKept && (form !== Form.digits || !isLargeInteger(value))) return 0;
  return copyBytes(startOf(value), lengthOf(value), into);
}
