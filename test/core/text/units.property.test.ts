import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount } from '../../../src/core/index.ts';

const english = new Intl.NumberFormat('en-US');

describe('formatCount()', () => {
  it('writes every whole number as English does', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(formatCount(value)).toBe(english.format(value));
      }),
    );
  });

  it('leaves the digits behind the point as they are', () => {
    expect([1234.5678, 0.25, -1234.5].map(formatCount)).toEqual(['1,234.5678', '0.25', '-1,234.5']);
  });
});
