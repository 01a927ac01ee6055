import { endOf, firstToken, Kind, kindOf, nextOf, symbolAt, TOKEN_BYTES } from '../tape';

/**
 * A table says, of each symbol a key may be, in 16 bits, which of the values of a line it is: from 1 on, or one of the two below. Its first entry is that
 * of all other keys.
 */
const NOBODYS: u32 = 0;
const ASKS_CLOSER: u32 = 0xffff;

/** The table of the keys of a line. */
let ofLine: u32 = 0;
/** The tokens of the values of a line, 0 where there is none; that at 0 is nobody's. */
let values: u32 = 0;
let valueBytes: u32 = 0;
/** For each value the table of its own keys; 0 where nothing in it is wanted. */
let inner: u32 = 0;

/** Takes the places of the table of a line, and of what is found: so many words for it, and behind them as many for the tables of what is found. */
export function setMembers(table: u32, valuesAt: u32, count: u32): void {
  ofLine = table;
  values = valuesAt;
  valueBytes = 4 * count;
  inner = valuesAt + valueBytes;
}

/** Finds the values of the line on the tape; false where it is no object, has one of the keys twice, or one that asks for a closer look. */
export function findValues(): bool {
  memory.fill(values, 0, valueBytes);
  return kindOf(firstToken()) === Kind.object && findIn(firstToken(), ofLine);
}

/** The token of a value; 0 where the line has none. */
export function valueAt(number: u32): u32 {
  return load<u32>(values + (number << 2));
}

function findIn(object: u32, table: u32): bool {
  const end = endOf(object);
  for (let key = object + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const number: u32 = load<u16>(table + (symbolAt(key) << 1));
    if (number === NOBODYS) continue;
    if (number === ASKS_CLOSER || valueAt(number) !== 0) return false;
    const value = key + TOKEN_BYTES;
    store<u32>(values + (number << 2), value);
    const tableOfValue = load<u32>(inner + (number << 2));
    // what is no object has no members
    if (tableOfValue !== 0 && kindOf(value) === Kind.object && !findIn(value, tableOfValue))
      return false;
  }
  return true;
}
