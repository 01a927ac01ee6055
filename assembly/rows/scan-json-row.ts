import { isFree } from '../distinct-keys';
import { scanLine } from '../scan-line';
import {
  endOf,
  firstToken,
  headOf,
  Kind,
  kindOf,
  NOTED,
  nextOf,
  noteOf,
  symbolAt,
  TOKEN_BYTES,
  Word,
} from '../tape';
import { ESCAPED, SPLICED } from './layout';
import { setField } from './scan-row';

/**
 * Scans a row of JSON up to its newline, and puts the members that the template names onto the tape of fields: those whose key is the
 * first symbol are the first field.
 *
 * @param columns How many there are.
 * @returns The address behind the newline; 0 where the row is the host's: it is no object, not all is there or something is null, an
 *   object or an array, a key is there twice, or the line asks for a closer look.
 */
export function scanJsonRow(from: u32, columns: u32): u32 {
  const newline = scanLine(from);
  if (newline === 0) return 0;
  const row = firstToken();
  if (kindOf(row) !== Kind.object || !isFree(row)) return 0;
  const end = endOf(row);
  let found: u32 = 0;
  for (let key = row + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const symbol = symbolAt(key);
    if (symbol === 0) continue;
    if (!takeField(symbol - 1, key + TOKEN_BYTES)) return 0;
    found += 1;
  }
  return found === columns ? newline + 1 : 0;
}

function takeField(field: u32, value: u32): bool {
  const kind = kindOf(value);
  const isNull = kind === Kind.word && noteOf(value) === Word.isNull;
  if (kind < <u32>Kind.string || isNull) return false;
  const isEscaped = kind === Kind.string && (headOf(value) & NOTED) !== 0;
  setField(field, value, isEscaped ? ESCAPED : SPLICED);
  return true;
}
