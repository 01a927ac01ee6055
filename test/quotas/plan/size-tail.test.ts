import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SizeTail } from '../../../src/quotas/plan/size-tail.ts';

describe('SizeTail', () => {
  it('always holds the last sizes, oldest first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 0, max: 6 }), (sizes, capacity) => {
        const tail = new SizeTail(capacity);
        for (const size of sizes) tail.push(size);

        expect(tail.inOrder()).toEqual(capacity === 0 ? [] : sizes.slice(-capacity));
      }),
    );
  });
});
