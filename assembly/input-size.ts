import { hasDistinctKeys } from './distinct-keys';
import { valueOf } from './numbers';
import { scanLine } from './scan-line';
import { addSymbol } from './symbols';
import {
  endOf,
  firstToken,
  Kind,
  kindOf,
  nextOf,
  noteOf,
  startOf,
  symbolAt,
  TOKEN_BYTES,
  Word,
} from './tape';
import { addTextSize, alphabets, forgetTextSize, signs, wide, words } from './text-size';

/**
 * Keys of model inputs, by what their members say of the cost, and how they are given: the bytes of each, their number in a word of 32 bits
 * before them and what they are in a byte at 31, 32 bytes in all.
 */
const KEY_BYTES: u32 = 32;
const CLASS_AT: u32 = 31;
const MOST_KEYS: u32 = 64;

const enum Class {
  other,
  /** The model input of a record. */
  input,
  /** Its strings are not read by a model. */
  noText,
  /** It holds media. */
  media,
  /** It is read as JSON: names of members too. */
  whole,
  /** It bounds the answer. */
  bound,
  /** It may hold what bounds the answer. */
  inner,
  /** How many answers there are. */
  choices,
}

/** Deeper values than any model takes are not looked at. */
const DEEPEST: u32 = 64;

const classes = memory.data(MOST_KEYS + 1);

/** The sums, doubles: records, words, signs, alphabets, wide, most tokens, records without a bound, with media. */
let sums: u32 = 0;
let hasMedia: bool = false;

/**
 * Takes the keys and the place for the sums; once.
 *
 * @param keys Address of the keys, which stay there.
 */
export function setSizedKeys(keys: u32, count: u32, sumsAt: u32): void {
  for (let index: u32 = 0; index < count; index += 1) {
    const key = keys + index * KEY_BYTES;
    store<u8>(classes + addSymbol(key + 4, load<u32>(key)), load<u8>(key + CLASS_AT));
  }
  sums = sumsAt;
}

/**
 * Adds lines to the sums; the last byte is a newline.
 *
 * @returns Where the first line begins that asks for a closer look; `to` where none does.
 */
export function sizeInputs(from: u32, to: u32): u32 {
  let at = from;
  while (at < to) {
    const newline = scanLine(at);
    if (newline === 0 || !sizeLine()) return at;
    at = newline + 1;
  }
  return at;
}

function sizeLine(): bool {
  const line = firstToken();
  if (kindOf(line) !== Kind.object) return false;
  if (!hasDistinctKeys(line)) return false;
  const input = memberOf(line, Class.input);
  // without one it has no cost, and is rare
  if (input === 0) return false;
  forgetTextSize();
  hasMedia = false;
  if (!addValue(input, 0)) return false;
  add(0, 1);
  add(1, words);
  add(2, signs);
  add(3, alphabets);
  add(4, wide);
  const most = mostTokens(input);
  if (isNaN(most)) add(6, 1);
  else add(5, most);
  if (hasMedia) add(7, 1);
  return true;
}

function add(sum: u32, value: f64): void {
  const at = sums + (sum << 3);
  store<f64>(at, load<f64>(at) + value);
}

function classOf(key: u32): u32 {
  return load<u8>(classes + symbolAt(key));
}

/** The token of the first member of a class; 0 where there is none. */
function memberOf(object: u32, ofClass: u32): u32 {
  const end = endOf(object);
  for (let key = object + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    if (classOf(key) === ofClass) return key + TOKEN_BYTES;
  }
  return 0;
}

/** Adds the texts of a value; false where it asks for a closer look. */
function addValue(token: u32, depth: u32): bool {
  const kind = kindOf(token);
  if (kind === Kind.string) {
    addTextSize(startOf(token), endOf(token));
    return true;
  }
  if (kind > <u32>Kind.array || depth > DEEPEST) return true;
  return kind === Kind.array ? addItems(token, depth) : addMembers(token, depth);
}

function addItems(token: u32, depth: u32): bool {
  const end = endOf(token);
  for (let child = token + TOKEN_BYTES; child < end; child = nextOf(child)) {
    if (!addValue(child, depth + 1)) return false;
  }
  return true;
}

function addMembers(token: u32, depth: u32): bool {
  if (!hasDistinctKeys(token)) return false;
  const end = endOf(token);
  for (let key = token + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const value = key + TOKEN_BYTES;
    const ofClass = classOf(key);
    if (ofClass === Class.whole) return false;
    if (ofClass === Class.media && !isNull(value)) hasMedia = true;
    else if (ofClass !== Class.noText || kindOf(value) !== Kind.string) {
      if (!addValue(value, depth + 1)) return false;
    }
  }
  return true;
}

function isNull(token: u32): bool {
  return kindOf(token) === Kind.word && noteOf(token) === Word.isNull;
}

/** The most tokens of the answers to a model input; NaN where nothing bounds them. */
function mostTokens(input: u32): f64 {
  if (kindOf(input) !== Kind.object) return NaN;
  let most = boundIn(input);
  if (isNaN(most)) {
    const inner = memberOf(input, Class.inner);
    if (inner !== 0 && kindOf(inner) === Kind.object) most = boundIn(inner);
  }
  const choices = memberOf(input, Class.choices);
  const isSaid = choices !== 0 && kindOf(choices) === Kind.number;
  return isSaid ? most * max<f64>(1, valueOf(choices)) : most;
}

function boundIn(object: u32): f64 {
  let most: f64 = NaN;
  const end = endOf(object);
  for (let key = object + TOKEN_BYTES; key < end; key = nextOf(key + TOKEN_BYTES)) {
    const value = key + TOKEN_BYTES;
    if (classOf(key) !== Class.bound || kindOf(value) !== Kind.number) continue;
    const bound = valueOf(value);
    if (!(most >= bound)) most = bound;
  }
  return most;
}
