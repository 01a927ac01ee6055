import { CARRIAGE_RETURN, NEWLINE } from '../bytes';

/** Counts ends of lines: LF, CRLF as one, and CR. The byte before the first one has to be there. */
export function countLines(from: u32, to: u32): u32 {
  const newline = i8x16.splat(NEWLINE);
  const carriageReturn = i8x16.splat(CARRIAGE_RETURN);
  let lines: u32 = 0;
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    const isReturn = i8x16.eq(bytes, carriageReturn);
    const isBehindReturn = i8x16.eq(v128.load(at - 1), carriageReturn);
    const ends = v128.or(isReturn, v128.andnot(i8x16.eq(bytes, newline), isBehindReturn));
    const found = <u32>i8x16.bitmask(ends);
    const left = to - at;
    lines += popcnt(left < 16 ? found & ((1 << left) - 1) : found);
  }
  return lines;
}

/** Counts newlines alone. */
export function countNewlines(from: u32, to: u32): u32 {
  const newline = i8x16.splat(NEWLINE);
  let lines: u32 = 0;
  for (let at = from; at < to; at += 16) {
    const found = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    const left = to - at;
    lines += popcnt(left < 16 ? found & ((1 << left) - 1) : found);
  }
  return lines;
}
