import { hasEscapes, scanString } from './strings';
import { addToken, Kind, NOTED } from './tape';

/** Scans a string onto the tape from behind its opening quote. Gives the address of its closing quote; 0 where it is none. */
export function scanTextFrom(start: u32): u32 {
  const end = scanString(start);
  if (end === 0) return 0;
  addToken(hasEscapes() ? Kind.string | NOTED : Kind.string, start, end - 1);
  return end - 1;
}
