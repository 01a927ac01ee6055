import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/core/index.ts';

describe('parseDuration()', () => {
  it.each([
    ['90s', 90],
    ['90m', 5_400],
    ['6h', 21_600],
    ['1.5h', 5_400],
    ['2d', 172_800],
    ['0s', 0],
  ])('reads %s as %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '6', 'h', '6 h', '6H', '-6h', '6hours', '1h30m', '.5h', '1e3s', '6h '])(
    'takes no %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});
