import { describe, expect, it } from 'vitest';
import { cutArrays } from '../../../src/models/explain/cut-arrays.ts';

describe('cutArrays()', () => {
  it('gives the same value where no array is longer', () => {
    const value = { a: [1, { b: [2, 3] }], c: 'x' };

    expect(cutArrays(value, 2)).toBe(value);
  });

  it('cuts arrays wherever they are, and leaves the value as it was', () => {
    const value = { a: [[1, 2, 3], 2, 3] };

    expect(cutArrays(value, 2)).toEqual({ a: [[1, 2], 2] });
    expect(value).toEqual({ a: [[1, 2, 3], 2, 3] });
  });

  it('keeps a key __proto__ of its own', () => {
    const value = JSON.parse('{"__proto__":[1,2,3]}') as object;

    expect(JSON.stringify(cutArrays(value, 1))).toBe('{"__proto__":[1]}');
  });

  it('stops where no schema looks any more', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;

    expect(cutArrays(deep, 1)).toBe(deep);
  });
});
