import { describe, expect, it } from 'vitest';
import { families, inputCeilings } from '../../../src/models/index.ts';

describe('inputCeilings', () => {
  it('say of a family that is there where and when they were read', () => {
    const names = families.map(({ name }) => name);

    for (const { family, most, source, readOn } of inputCeilings) {
      expect(names).toContain(family);
      expect(most).toBeGreaterThan(0);
      expect(source).not.toBe('');
      expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});
