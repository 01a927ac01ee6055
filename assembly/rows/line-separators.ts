/** The bytes of U+0085. */
const FIRST_OF_NEXT_LINE: u8 = 0xc2;
const SECOND_OF_NEXT_LINE: u8 = 0x85;
/** Those of U+2028. */
const FIRST_OF_SEPARATOR: u8 = 0xe2;
const SECOND_OF_SEPARATOR: u8 = 0x80;
const LAST_OF_SEPARATOR: u8 = 0xa8;
/** What the last bytes of U+2028 and U+2029 differ in. */
const DIFFERENCE: u8 = 0x01;

/** Tells whether U+0085, U+2028 or U+2029 stands from `from` to `to`, or right behind; up to 33 bytes behind are read. */
export function hasLineSeparator(from: u32, to: u32): bool {
  for (let at = from; at < to; at += 32) {
    if (v128.any_true(v128.or(leads(at), leads(at + 16)))) {
      if (v128.any_true(v128.or(separatorsAt(at), separatorsAt(at + 16)))) return true;
    }
  }
  return false;
}

/** Marks where one of the three begins; the two bytes behind the vector are read too. */
export function separatorsAt(at: u32): v128 {
  const first = v128.load(at);
  const second = v128.load(at + 1);
  const last = v128.andnot(v128.load(at + 2), i8x16.splat(DIFFERENCE));
  const isNextLine = v128.and(
    i8x16.eq(first, i8x16.splat(FIRST_OF_NEXT_LINE)),
    i8x16.eq(second, i8x16.splat(SECOND_OF_NEXT_LINE)),
  );
  const isSeparator = v128.and(
    v128.and(
      i8x16.eq(first, i8x16.splat(FIRST_OF_SEPARATOR)),
      i8x16.eq(second, i8x16.splat(SECOND_OF_SEPARATOR)),
    ),
    i8x16.eq(last, i8x16.splat(LAST_OF_SEPARATOR)),
  );
  return v128.or(isNextLine, isSeparator);
}

function leads(at: u32): v128 {
  const bytes = v128.load(at);
  return v128.or(
    i8x16.eq(bytes, i8x16.splat(FIRST_OF_NEXT_LINE)),
    i8x16.eq(bytes, i8x16.splat(FIRST_OF_SEPARATOR)),
  );
}
