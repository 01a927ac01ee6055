import { describe, expect, it } from 'vitest';
import { changedNumber } from '../../../src/engine/index.ts';

describe('changedNumber()', () => {
  it.each([
    '0',
    '-0',
    '0.0',
    '0e999999999999999999999',
    '1.0',
    '1E2',
    '1e+2',
    '100e-2',
    '0.1',
    '0.30000000000000004',
    '9007199254740992',
    '9007199254740994',
    '1e21',
    '1.7976931348623157e308',
    '5e-324',
    `1${'0'.repeat(30)}e-30`,
    `0.${'0'.repeat(400)}1e401`,
  ])('finds nothing in %s', (text) => {
    expect(changedNumber(text)).toBeUndefined();
  });

  it.each([
    ['12345678901234567890', '12345678901234567000'],
    ['-12345678901234567890', '-12345678901234567000'],
    ['9007199254740993', '9007199254740992'],
    ['0.12345678901234567890', '0.12345678901234568'],
    ['256.00000000000000001', '256'],
    ['1e400', 'Infinity'],
    ['-1e400', '-Infinity'],
    ['1e-400', '0'],
    ['-1e-400', '0'],
    ['1e999999999999999999999', 'Infinity'],
    ['4.9e-324', '5e-324'],
  ])('tells what becomes of %s', (text, read) => {
    expect(changedNumber(text)).toBe(read);
  });

  it('takes time that grows with the length alone', () => {
    const text = `1${'0'.repeat(1_000_000)}1`;

    expect(changedNumber(text)).toBe('Infinity');
  });
});
