const FIRST_BYTE: u8 = 0xe2;
const SECOND_BYTE: u8 = 0x80;
const LINE_SEPARATOR: u8 = 0xa8;
/** What the last bytes of the two separators differ in. */
const DIFFERENCE: u8 = 0x01;

/** Tells whether U+2028 or U+2029 stands from `from` to `to`; up to 80 bytes behind are read. */
export function hasSeparator(from: u32, to: u32): bool {
  for (let at = from; at < to; at += 64) {
    const firsts = v128.or(
      v128.or(firstBytes(at), firstBytes(at + 16)),
      v128.or(firstBytes(at + 32), firstBytes(at + 48)),
    );
    if (v128.any_true(firsts) && hasSeparatorNear(at, to)) return true;
  }
  return false;
}

function hasSeparatorNear(from: u32, to: u32): bool {
  for (let at = from; at < from + 64 && at < to; at += 16) {
    const found = <u32>i8x16.bitmask(separators(at));
    const left = to - at;
    if ((left < 16 ? found & ((1 << left) - 1) : found) !== 0) return true;
  }
  return false;
}

function firstBytes(at: u32): v128 {
  return i8x16.eq(v128.load(at), i8x16.splat(FIRST_BYTE));
}

/** Where the three bytes of a separator begin. */
function separators(at: u32): v128 {
  const seconds = i8x16.eq(v128.load(at + 1), i8x16.splat(SECOND_BYTE));
  const last = v128.andnot(v128.load(at + 2), i8x16.splat(DIFFERENCE));
  const thirds = i8x16.eq(last, i8x16.splat(LINE_SEPARATOR));
  return v128.and(v128.and(firstBytes(at), seconds), thirds);
}
