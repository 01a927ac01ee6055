import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slug } from '../../src/dataset/index.ts';

describe('slug()', () => {
  it('is always a name that a manifest takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(slug(text)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/);
      }),
    );
  });
});
