import { afterEach, describe, expect, it, vi } from 'vitest';
import { GrowingWords } from '../../../src/engine/index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('GrowingWords', () => {
  it.each([
    ['with the memory of WebAssembly', false],
    ['without WebAssembly', true],
  ])('keeps what is there and adds zeros, %s', (_name, isMissing) => {
    if (isMissing) vi.stubGlobal('WebAssembly', undefined);
    const store = new GrowingWords(10);
    for (const length of [20, 5, 300_000, 300_001, 2_000_000]) {
      const before = store.words.length;
      store.grow(length);

      expect(store.words.length).toBeGreaterThanOrEqual(length);
      expect(store.words.subarray(before).every((word) => word === 0)).toBe(true);

      store.words[length - 1] = length;
    }

    expect([19, 4, 299_999, 300_000, 1_999_999].map((at) => store.words[at])).toEqual([
      20, 5, 300_000, 300_001, 2_000_000,
    ]);
  });
});
