import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedNumber } from '../../../src/engine/index.ts';

const digits = fc.string({
  unit: fc.constantFrom(...'0123456789'),
  minLength: 1,
  maxLength: 25,
});

/** A number with its value as a fraction of whole numbers times a power of ten. */
const numbers = fc
  .record({
    minus: fc.boolean(),
    whole: fc.bigInt({ min: 0n, max: 10n ** 22n }),
    digits,
    power: fc.integer({ min: -30, max: 30 }),
  })
  .map(({ minus, whole, digits: fraction, power }) => ({
    text: `${minus ? '-' : ''}${whole}.${fraction}e${power}`,
    value: {
      whole: BigInt(`${whole}${fraction}`) * (minus ? -1n : 1n),
      power: power - fraction.length,
    },
  }));

/** The value of what JavaScript writes for a number. */
function valueOf(text: string) {
  const [mantissa = '', power = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { whole: BigInt(whole + fraction), power: Number(power) - fraction.length };
}

function areEqual(a: ReturnType<typeof valueOf>, b: ReturnType<typeof valueOf>): boolean {
  const least = Math.min(a.power, b.power);
  return a.whole * 10n ** BigInt(a.power - least) === b.whole * 10n ** BigInt(b.power - least);
}

describe('changedNumber()', () => {
  it('always tells a number whose value is not that of its double', () => {
    fc.assert(
      fc.property(numbers, ({ text, value }) => {
        const read = String(JSON.parse(text));

        expect(changedNumber(text)).toBe(areEqual(valueOf(read), value) ? undefined : read);
      }),
    );
  });

  it('never tells a number that JavaScript wrote', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(changedNumber(JSON.stringify(number))).toBeUndefined();
      }),
    );
  });
});
