import { isFree } from '../distinct-keys';
import { scanWhole } from '../scan-line';
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

let end: u32 = 0;

/** The address behind the row scanned last and blanks behind it; 0 where it asks for a closer look. Where it is not 0 the row is JSON. */
export function behindScanned(): u32 {
  return end;
}

/**
 * Scans a row of JSON, and puts the members that the template names onto the tape of fields: those whose key is the first symbol are the
 * first field.
 *
 * @param columns How many there are.
 * @returns Whether all is there. The row is the host's where it is no object, not all is there or something is null, an object or an
 *   array, a key is there twice, or it asks for a closer look.
 */
export function scanJsonRow(from: u32, columns: u32): bool {
  end = scanWhole(from);
  if (end === 0) return false;
  const row = firstToken();
  if (kindOf(row) !== Kind.object || !isFree(row)) return false;
  const behind = endOf(row);
  let found: u32 = 0;
  for (let key = row + TOKEN_BYTES; key < behind; key = nextOf(key + TOKEN_BYTES)) {
    const symbol = symbolAt(key);
    if (symbol === 0) continue;
    if (!takeField(symbol - 1, key + TOKEN_BYTES)) return false;
    found += 1;
  }
  return found === columns;
}

function takeField(field: u32, value: u32): bool {
  const kind = kindOf(value);
  const isNull = kind === Kind.word && noteOf(value) === Word.isNull;
  if (kind < <u32>Kind.string || isNull) return false;
  const isEscaped = kind === Kind.string && (headOf(value) & NOTED) !== 0;
  setField(field, value, isEscaped ? ESCAPED : SPLICED);
  return true;
}
