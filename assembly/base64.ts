import { EQUALS } from './bytes';

/**
 * Tells whether bytes are base64 with its padding.
 *
 * Both nibbles of a byte choose a row of bits; a byte is of the alphabet where the two have none in common.
 */
export function isBase64(start: u32, length: u32): bool {
  if ((length & 3) !== 0) return false;
  if (length === 0) return true;
  let end = start + length;
  if (load<u8>(end - 1) === EQUALS) end -= 1;
  if (load<u8>(end - 1) === EQUALS) end -= 1;
  let at = start;
  let strangers = i8x16.splat(0);
  for (; at + 32 <= end; at += 32) {
    strangers = v128.or(strangers, v128.or(strangersAt(at), strangersAt(at + 16)));
  }
  if (v128.any_true(strangers)) return false;
  for (; at < end; at += 16) {
    const found = <u32>i8x16.bitmask(i8x16.ne(strangersAt(at), i8x16.splat(0)));
    const left = end - at;
    if ((left < 16 ? found & ((1 << left) - 1) : found) !== 0) return false;
  }
  return true;
}

function strangersAt(at: u32): v128 {
  const bytes = v128.load(at);
  const nibble = i8x16.splat(0x0f);
  const low = v128.and(bytes, nibble);
  const high = v128.and(i16x8.shr_u(bytes, 4), nibble);
  return v128.and(
    i8x16.swizzle(
      i8x16(
        0x15,
        0x11,
        0x11,
        0x11,
        0x11,
        0x11,
        0x11,
        0x11,
        0x11,
        0x11,
        0x13,
        0x1a,
        0x1b,
        0x1b,
        0x1b,
        0x1a,
      ),
      low,
    ),
    i8x16.swizzle(
      i8x16(
        0x10,
        0x10,
        0x01,
        0x02,
        0x04,
        0x08,
        0x04,
        0x08,
        0x10,
        0x10,
        0x10,
        0x10,
        0x10,
        0x10,
        0x10,
        0x10,
      ),
      high,
    ),
  );
}
