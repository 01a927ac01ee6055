/** UTF-16 units that are handed to the module at once: they stay in the processor's fastest memory. */
export const PIECE_UNITS: number = 16_384;
/** Bytes of one unit. */
export const UNIT_BYTES = 2;
/** Bytes behind what is meant that may be read or written. */
export const SLACK = 64;
/** Up to here it takes longer to call anybody than to write a string unit by unit. */
export const SHORT_UNITS = 40;

const SURROGATE_BITS = 0xfc00;
const HIGH_SURROGATE = 0xd800;

/** Gives where the piece of a string from an index on ends; a surrogate pair is not cut. */
export function pieceEnd(text: string, from: number): number {
  const end = from + PIECE_UNITS;
  if (end >= text.length) return text.length;
  return (text.charCodeAt(end - 1) & SURROGATE_BITS) === HIGH_SURROGATE ? end - 1 : end;
}

/** Writes text of ASCII alone. Gives the index behind it. */
export function writeAscii(text: string, memory: Buffer, at: number): number {
  if (text.length > SHORT_UNITS) return at + memory.write(text, at, 'latin1');
  for (let index = 0; index < text.length; index += 1) memory[at + index] = text.charCodeAt(index);
  return at + text.length;
}
