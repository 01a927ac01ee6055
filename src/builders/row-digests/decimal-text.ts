const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Integers of more digits are written with an exponent. */
const MOST_DIGITS = 21;

/**
 * Writes a number of JSON or JavaScript in the one way that its value has: `1.50` and `15e-1` are the same text, and numbers
 * that differ in any digit are not, also where a double cannot tell them apart.
 */
export function decimalText(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PARTS.exec(text) ?? [text];
  if (whole === '') return text; // NaN and the infinities
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const short = digits.slice(0, lengthWithoutZeros(digits));
  if (short === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - short.length;
  const isPlain = power >= 0 && short.length + power <= MOST_DIGITS;
  return isPlain ? `${sign}${short}${'0'.repeat(power)}` : `${sign}${short}e${power}`;
}

/** A regular expression would look for the end of each run of zeros anew. */
function lengthWithoutZeros(digits: string): number {
  let { length } = digits;
  while (digits[length - 1] === '0') length -= 1;
  return length;
}
