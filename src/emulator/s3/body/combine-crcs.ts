/** A reflected CRC with all bits set before and after, as all of S3's are. */
export interface CrcField {
  readonly bits: 32 | 64;
  /** Reflected polynomial: bit 0 belongs to the highest power. */
  readonly polynomial: bigint;
}

/** CRC of some bytes and their number. */
export interface Crc {
  readonly value: bigint;
  readonly bytes: number;
}

/**
 * CRC of byte sequences one after the other, from the CRC of each.
 *
 * A CRC is a remainder of polynomials over two elements: appending n zero bytes multiplies it by x to the 8n, and the
 * complements before and after cancel out.
 */
export function combineCrcs(crcs: readonly Crc[], field: CrcField): bigint {
  let combined = 0n;
  for (const crc of crcs) {
    combined = multiply(combined, powerOfX(crc.bytes * 8, field), field) ^ crc.value;
  }
  return combined;
}

/** x to the n, by squaring. */
function powerOfX(n: number, field: CrcField): bigint {
  const one = 1n << BigInt(field.bits - 1);
  let power = one;
  let square = one >> 1n;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(power, square, field);
    square = multiply(square, square, field);
  }
  return power;
}

/** Product of two remainders; the highest bit is the power 0. */
function multiply(a: bigint, b: bigint, field: CrcField): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = 1n << BigInt(field.bits - 1); bit > 0n; bit >>= 1n) {
    if ((a & bit) !== 0n) product ^= shifted;
    shifted = (shifted & 1n) === 1n ? (shifted >> 1n) ^ field.polynomial : shifted >> 1n;
  }
  return product;
}
