import { areEqual, QUOTE } from './bytes';

/** Texts that a table knows are numbered from 1; 0 is any other text. A number means its text exactly, not only its hash. */
const MOST_SYMBOLS: u32 = 1023;
const SLOTS: u32 = 4096;
const LONGEST: u32 = 128;

const slots = memory.data(SLOTS * 2);
const starts = memory.data((MOST_SYMBOLS + 1) * 4);
const lengths = memory.data((MOST_SYMBOLS + 1) * 4);
/** For each symbol the one that came behind it last, as keys of a line do. */
const followers = memory.data((MOST_SYMBOLS + 1) * 2);

let symbols: u32 = 0;
let refused: u32 = 0;
let ofText: u32 = 0;

function slotOf(start: u32, length: u32): u32 {
  let hash = length;
  if (length >= 4) {
    hash ^= load<u32>(start) ^ (load<u32>(start + length - 4) * 0x85ebca6b);
  } else {
    for (let at: u32 = 0; at < length; at += 1) hash = (hash << 8) | load<u8>(start + at);
  }
  return (hash * 0x9e3779b1) >>> 20;
}

/** Numbers a text, which has to stay where it is. Gives 0 where there is no room for it. */
export function addSymbol(start: u32, length: u32): u32 {
  if (symbols === MOST_SYMBOLS || length > LONGEST) return 0;
  symbols += 1;
  store<u32>(starts + (symbols << 2), start);
  store<u32>(lengths + (symbols << 2), length);
  let slot = slotOf(start, length);
  while (load<u16>(slots + (slot << 1)) !== 0) slot = (slot + 1) & (SLOTS - 1);
  store<u16>(slots + (slot << 1), <u16>symbols);
  return symbols;
}

/** Makes lines with any of the texts so far as a key ask for a closer look. */
export function refuseSymbols(): void {
  refused = symbols;
}

/** Says that the texts since those that are refused are keys of texts to read. */
export function endTextSymbols(): void {
  ofText = symbols;
}

/** Tells whether a key is one of a text to read. */
export function isOfText(symbol: u32): bool {
  return symbol > refused && symbol <= ofText;
}

export function symbolOf(start: u32, length: u32): u32 {
  if (length > LONGEST) return 0;
  let slot = slotOf(start, length);
  while (true) {
    const symbol: u32 = load<u16>(slots + (slot << 1));
    if (symbol === 0) return 0;
    const isIt =
      load<u32>(lengths + (symbol << 2)) === length &&
      areEqual(load<u32>(starts + (symbol << 2)), start, length);
    if (isIt) return symbol;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** The symbol that came behind another one last, if its text stands here again with a quote behind it; else 0. */
export function symbolAfter(symbol: u32, start: u32): u32 {
  const follower: u32 = load<u16>(followers + (symbol << 1));
  if (follower === 0) return 0;
  const length = lengthOfSymbol(follower);
  const isHere =
    load<u8>(start + length) === QUOTE &&
    areEqual(load<u32>(starts + (follower << 2)), start, length);
  return isHere ? follower : 0;
}

export function expectAfter(symbol: u32, follower: u32): void {
  store<u16>(followers + (symbol << 1), <u16>follower);
}

export function lengthOfSymbol(symbol: u32): u32 {
  return load<u32>(lengths + (symbol << 2));
}

export function isRefused(symbol: u32): bool {
  return symbol !== 0 && symbol <= refused;
}
