import { EQUALS, isDigit } from './bytes';

/**
 * How what base64 text holds may begin, as rows have it:
 *
 *     count, then for each   bytes, mask, value       bytes of it; 12 bytes each, 0 in both for bytes that do not matter
 */
const MASK: u32 = 4;
const VALUE: u32 = 16;
const STRIDE: u32 = 28;
const MOST_CHARACTERS: u32 = 16;

/** The first bytes, and up to three behind them that are written with the last. */
const decoded = memory.data(16);

/** Tells whether base64 text begins as one of the beginnings does, or whether there are none. */
export function beginsAs(start: u32, length: u32, beginnings: u32): bool {
  const count = load<u32>(beginnings);
  if (count === 0) return true;
  const bytes = decodeFirst(start, length);
  let at = beginnings + 4;
  for (let index: u32 = 0; index < count; index += 1) {
    const differs =
      ((load<u64>(decoded) ^ load<u64>(at + VALUE)) & load<u64>(at + MASK)) |
      <u64>((load<u32>(decoded, 8) ^ load<u32>(at + VALUE, 8)) & load<u32>(at + MASK, 8));
    if (differs === 0 && bytes >= load<u32>(at)) return true;
    at += STRIDE;
  }
  return false;
}

/** Decodes the first characters, four by four. Gives how many bytes they are. */
function decodeFirst(start: u32, length: u32): u32 {
  const characters = min(length & ~3, MOST_CHARACTERS);
  let out = <u32>decoded;
  for (let at: u32 = 0; at < characters; at += 4) {
    const four = start + at;
    const bits =
      (sixBits(load<u8>(four)) << 18) |
      (sixBits(load<u8>(four, 1)) << 12) |
      (sixBits(load<u8>(four, 2)) << 6) |
      sixBits(load<u8>(four, 3));
    store<u32>(out, bswap(bits << 8));
    out += 3;
  }
  return out - <u32>decoded - paddingOf(start, characters);
}

function paddingOf(start: u32, characters: u32): u32 {
  if (characters === 0 || load<u8>(start + characters - 1) !== EQUALS) return 0;
  return load<u8>(start + characters - 2) === EQUALS ? 2 : 1;
}

/** What a character stands for; 0 for padding and for what is no base64, which is seen elsewhere. */
function sixBits(byte: u8): u32 {
  const letter = <u8>((byte | 0x20) - 0x61);
  if (letter < 26) return <u32>letter + (byte < 0x61 ? 0 : 26);
  if (isDigit(byte)) return <u32>(byte - 0x30) + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : 0;
}
