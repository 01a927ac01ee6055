import { hasDistinctKeys, isFree } from './distinct-keys';
import { addGap, gapCount, keepGaps } from './gaps';
import { isName, isUri } from './names';
import { valueOf } from './numbers';
import { symbolOf } from './symbols';
import {
  endOf,
  Kind,
  kindOf,
  lengthOf,
  nextFree,
  nextOf,
  noteOf,
  startOf,
  symbolAt,
  TOKEN_BYTES,
} from './tape';
import { isBase64Text, isText } from './texts';

/**
 * Rows of the table, as the host writes them: words of 32 bits, the kind first. A row names others by their address.
 *
 *     free
 *     text      min, max, refused                     characters; refused is one of Refused in `texts.ts`
 *     base64    max, count, beginnings…               as `beginnings.ts` has them
 *     number    isWhole, min, max                     the bounds are doubles
 *     literal   words, count, symbols…                words are bits of Word
 *     list      min, max, row of an element, row of the last
 *     tuple     required, count, row of the rest or 0, row of the last of several or 0, rows…
 *     members   refusesOthers, required, slots, rows…   required is a set of 64 bits
 *     map       row of a value
 *     either    count, rows…
 *     byKey     symbol of the key, slots, rows…
 *     id
 *     marked    row of the value
 *     uri
 *     name      max, refused                          characters; refused is a byte that it takes no more, or 0
 *
 * Slots are one byte a symbol: 0, or the number of a row that follows, from 1.
 */
export const enum Row {
  free,
  text,
  base64,
  number,
  literal,
  list,
  tuple,
  members,
  map,
  either,
  byKey,
  id,
  marked,
  uri,
  name,
}

const LONGEST_ID: u32 = 64;

let idToken: u32 = 0;
/** What is left of the steps that a line may take: options inside of options could take many. */
let steps: u32 = 0;

/** The token of the record's id, once a line is accepted. */
export function acceptedId(): u32 {
  return idToken;
}

export function forgetId(): void {
  idToken = 0;
}

/** Tells whether the value of a token is what a row takes, and no object in it has a key twice. */
export function acceptsLine(token: u32, row: u32): bool {
  keepGaps(0);
  return acceptsStrictly(token, row);
}

/** As {@link acceptsLine}, for a value inside of a line: gaps are added to those before it. */
export function acceptsStrictly(token: u32, row: u32): bool {
  steps = 1024 + 4 * (nextFree() - token);
  return accepts(token, row);
}

function accepts(token: u32, row: u32): bool {
  if (steps === 0) return false;
  steps -= 1;
  switch (load<u32>(row)) {
    case Row.free:
      return isFree(token);
    case Row.literal:
      return isLiteral(token, row);
    case Row.list:
      return isList(token, row);
    case Row.tuple:
      return isTuple(token, row);
    case Row.members:
      return hasMembers(token, row);
    case Row.map:
      return isMap(token, row);
    case Row.either:
      return isEither(token, row);
    case Row.byKey:
      return isByKey(token, row);
    case Row.marked:
      addGap(token, row);
      return accepts(token, load<u32>(row, 4));
    default:
      if (!acceptsValue(token, row)) return false;
      addGap(token, row);
      return true;
  }
}

/** Tells whether a row of text, base64, a number, a URI, a name or an id takes a token. */
export function acceptsValue(token: u32, row: u32): bool {
  switch (load<u32>(row)) {
    case Row.text:
      return isText(token, row);
    case Row.base64:
      return isBase64Text(token, row);
    case Row.number:
      return isNumber(token, row);
    case Row.uri:
      return isUri(token);
    case Row.name:
      return isName(token, row);
    default:
      return isId(token);
  }
}

/** Tells whether a row takes text to read. */
export function isTextRow(row: u32): bool {
  return load<u32>(row) === Row.text;
}

/** Tells whether a row that `acceptsValue` knows takes numbers; the others take strings. */
export function isNumberRow(row: u32): bool {
  return load<u32>(row) === Row.number;
}

function isNumber(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.number) return false;
  if (load<u32>(row, 4) !== 0 && noteOf(token) !== 0) return false;
  const value = valueOf(token);
  return value >= load<f64>(row, 8) && value <= load<f64>(row, 16);
}

function isLiteral(token: u32, row: u32): bool {
  const kind = kindOf(token);
  if (kind === Kind.word) return (noteOf(token) & load<u32>(row, 4)) !== 0;
  const symbol = kind === Kind.string ? symbolOfText(token) : 0;
  if (symbol === 0) return false;
  const count = load<u32>(row, 8);
  for (let at: u32 = 0; at < count; at += 1) {
    if (load<u32>(row + (at << 2), 12) === symbol) return true;
  }
  return false;
}

function isList(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.array) return false;
  const end = endOf(token);
  const element = load<u32>(row, 12);
  const last = load<u32>(row, 16);
  let count: u32 = 0;
  for (let child = token + TOKEN_BYTES; child < end; ) {
    const next = nextOf(child);
    if (!accepts(child, next < end ? element : last)) return false;
    count += 1;
    child = next;
  }
  return count >= load<u32>(row, 4) && count <= load<u32>(row, 8);
}

function isTuple(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.array) return false;
  const end = endOf(token);
  const items = load<u32>(row, 8);
  const rest = load<u32>(row, 12);
  const last = load<u32>(row, 16);
  let count: u32 = 0;
  for (let child = token + TOKEN_BYTES; child < end; ) {
    const next = nextOf(child);
    let item = count < items ? load<u32>(row + (count << 2), 20) : rest;
    if (item === 0) return false;
    if (last !== 0 && count > 0 && next >= end) item = last;
    if (!accepts(child, item)) return false;
    count += 1;
    child = next;
  }
  return count >= load<u32>(row, 4);
}

function hasMembers(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.object) return false;
  const end = endOf(token);
  const slots = load<u32>(row, 16);
  const refusesOthers = load<u32>(row, 4) !== 0;
  let seen: u64 = 0;
  let others: u32 = 0;
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const slot: u32 = load<u8>(slots + symbolAt(key));
    if (slot === 0) {
      if (refusesOthers || !isFree(key + TOKEN_BYTES)) return false;
      others += 1;
    } else {
      const bit = (<u64>1) << (slot - 1);
      if ((seen & bit) !== 0) return false;
      seen |= bit;
      if (!accepts(key + TOKEN_BYTES, load<u32>(row + (slot << 2), 16))) return false;
    }
  }
  const required = load<u64>(row, 8);
  return (seen & required) === required && (others < 2 || hasDistinctKeys(token));
}

function isMap(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.object) return false;
  const end = endOf(token);
  const value = load<u32>(row, 4);
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (!accepts(key + TOKEN_BYTES, value)) return false;
  }
  return hasDistinctKeys(token);
}

function isEither(token: u32, row: u32): bool {
  const count = load<u32>(row, 4);
  const gaps = gapCount();
  for (let at: u32 = 0; at < count; at += 1) {
    if (accepts(token, load<u32>(row + (at << 2), 8))) return true;
    keepGaps(gaps);
  }
  return false;
}

function isByKey(token: u32, row: u32): bool {
  if (kindOf(token) !== Kind.object) return false;
  const end = endOf(token);
  const symbol = load<u32>(row, 4);
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (symbolAt(key) !== symbol) continue;
    const value = key + TOKEN_BYTES;
    if (kindOf(value) !== Kind.string) return false;
    const slot: u32 = load<u8>(load<u32>(row, 8) + symbolOfText(value));
    return slot !== 0 && accepts(token, load<u32>(row + (slot << 2), 8));
  }
  return false;
}

/** The symbol of a string, which is only looked up where a row asks for it. */
function symbolOfText(token: u32): u32 {
  return noteOf(token) === 0 ? symbolOf(startOf(token), lengthOf(token)) : 0;
}

/** The id's alphabet is what the validator calls usual: `[A-Za-z0-9_.:-]`. */
function isId(token: u32): bool {
  const length = lengthOf(token);
  if (kindOf(token) !== Kind.string || length === 0 || length > LONGEST_ID) return false;
  const end = endOf(token);
  for (let at = startOf(token); at < end; at += 16) {
    const strangers = ~(<u32>i8x16.bitmask(areOfId(v128.load(at)))) & 0xffff;
    const left = end - at;
    if ((left < 16 ? strangers & ((1 << left) - 1) : strangers) !== 0) return false;
  }
  idToken = token;
  return true;
}

function areOfId(bytes: v128): v128 {
  const letters = areWithin(v128.or(bytes, i8x16.splat(0x20)), 0x61, 26);
  // Digits and the colon stand side by side, the dash and the point too.
  const digits = v128.or(areWithin(bytes, 0x30, 11), areWithin(bytes, 0x2d, 2));
  return v128.or(v128.or(letters, digits), i8x16.eq(bytes, i8x16.splat(0x5f)));
}

/** Which bytes are among the `count` from `first` on. */
function areWithin(bytes: v128, first: u8, count: u8): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(count));
}
