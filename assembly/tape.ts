/**
 * The tape: what stands in one line, as tokens of three words.
 *
 *     {"a":[1,"x"]}
 *
 *     token   word 0                    word 1            word 2
 *     0       OBJECT                    address of {      address of token 5
 *     1       KEY | symbol of a         start of a        end of a
 *     2       ARRAY                     address of [      address of token 5
 *     3       NUMBER                    start of 1        end of 1
 *     4       STRING                    start of x        end of x
 *     5       (the next token goes here)
 *
 * Word 0 has the kind in its lowest byte, a note in the next one and the symbol of a key in the upper half. A container's word 2 leads
 * behind its last token, so that it can be stepped over.
 */
export const enum Kind {
  object = 1,
  array = 2,
  key = 3,
  string = 4,
  number = 5,
  /** `true`, `false` or `null`; the note is its bit of {@link Word}. */
  word = 6,
}

/** Bits of the three words of JSON. */
export const enum Word {
  isTrue = 1,
  isFalse = 2,
  isNull = 4,
}

/** Note of a string that has escapes, and of a number that has a fraction. */
export const NOTED: u32 = 1 << 8;

export const TOKEN_BYTES: u32 = 12;

let tape: u32 = 0;
let tapeEnd: u32 = 0;
let top: u32 = 0;

export function placeTape(from: u32, to: u32): void {
  tape = from;
  tapeEnd = to - TOKEN_BYTES;
}

export function rewindTape(): void {
  top = tape;
}

/** The first token. */
export function firstToken(): u32 {
  return tape;
}

/** Where the next token will stand. */
export function nextFree(): u32 {
  return top;
}

export function isTapeFull(): bool {
  return top > tapeEnd;
}

export function addToken(head: u32, start: u32, end: u32): void {
  store<u32>(top, head);
  store<u32>(top, start, 4);
  store<u32>(top, end, 8);
  top += TOKEN_BYTES;
}

/** Ends the container that a token began. */
export function closeToken(token: u32): void {
  store<u32>(token, top, 8);
}

export function headOf(token: u32): u32 {
  return load<u32>(token);
}

export function kindOf(token: u32): u32 {
  return load<u8>(token);
}

export function noteOf(token: u32): u32 {
  return load<u8>(token, 1);
}

export function symbolAt(token: u32): u32 {
  return load<u16>(token, 2);
}

export function startOf(token: u32): u32 {
  return load<u32>(token, 4);
}

export function endOf(token: u32): u32 {
  return load<u32>(token, 8);
}

export function lengthOf(token: u32): u32 {
  return endOf(token) - startOf(token);
}

/** The token behind a whole value. */
export function nextOf(token: u32): u32 {
  return kindOf(token) <= <u32>Kind.array ? endOf(token) : token + TOKEN_BYTES;
}
