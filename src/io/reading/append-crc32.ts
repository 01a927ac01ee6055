/** The polynomial of CRC32, reflected: bit 0 belongs to the highest power, as in the sums themselves. */
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;
/** x to the 8: what a zero byte behind others multiplies their sum by. */
const BYTE = 0x00800000;

/**
 * Gives the CRC32 of bytes with others behind them, from the CRC32 of both: no byte is looked at again.
 *
 * A CRC is a remainder of polynomials over two elements: n zero bytes behind it multiply it by x to the 8n, and the
 * complements before and after cancel out.
 *
 * @param before CRC32 of the first bytes; 0 of none.
 * @param after CRC32 of the bytes behind them.
 * @param afterBytes How many these are.
 */
export function appendCrc32(before: number, after: number, afterBytes: number): number {
  return (multiply(before, powerFor(afterBytes)) ^ after) >>> 0;
}

let last = { bytes: 0, power: ONE };

/** x to the 8n for n bytes. The last one is kept: all parts of a file but one have one size. */
function powerFor(bytes: number): number {
  if (bytes === last.bytes) return last.power;
  let power = ONE;
  let square = BYTE;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(power, square);
    square = multiply(square, square);
  }
  last = { bytes, power };
  return power;
}

/** Product of two remainders; as signed numbers, for which nothing is allocated. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b | 0;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if (((a >>> bit) & 1) === 1) product ^= shifted;
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ POLYNOMIAL;
  }
  return product;
}
