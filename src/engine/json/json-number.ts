import { ZERO_DIGIT } from '../../core/index.ts';

/** A number's value: its digits without zeros at either end, times a power of ten; no digits for zero. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Tells what JavaScript makes of a number of JSON, where that has another value than what is written.
 *
 * A double keeps about 17 digits and exponents from about -324 to 308. `1.0`, `1E2` and `-0` keep their value; so does `0.1`, which
 * no double holds exactly, for it is written the same again.
 * Time: linear in the text.
 *
 * @param text A number as RFC 8259 has it.
 * @returns What JavaScript writes for it, such as `12345678901234567000` or `Infinity`; undefined where the value stays.
 */
export function changedNumber(text: string): string | undefined {
  const read = String(Number(text));
  if (read === text) return undefined;
  const written = decimalOf(text);
  const kept = decimalOf(read);
  const isSame = written.digits === kept.digits && written.exponent === kept.exponent;
  return isSame ? undefined : read;
}

/** The sign is left out: reading a number keeps it. */
function decimalOf(text: string): Decimal {
  const [mantissa = '', power = '0'] = text.split(/e/i);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole.replace('-', '') + fraction;
  let start = 0;
  while (digits.charCodeAt(start) === ZERO_DIGIT) start += 1;
  if (start === digits.length) return { digits: '', exponent: 0 };
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === ZERO_DIGIT) end -= 1;
  const exponent = Number(power) - fraction.length + (digits.length - end);
  return { digits: digits.slice(start, end), exponent };
}
