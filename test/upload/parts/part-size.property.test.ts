import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_PART_BYTES, partSize, planLanes } from '../../../src/upload/parts/part-size.ts';

const sizes = fc.integer({ min: 1, max: 50 * 1024 ** 4 });
const partBytes = fc.integer({ min: MIN_PART_BYTES, max: 1024 ** 3 });

describe('partSize()', () => {
  it('never needs more than 10,000 parts, and never gives less than was asked for', () => {
    fc.assert(
      fc.property(sizes, partBytes, (bytes, asked) => {
        const size = partSize(bytes, asked);

        expect(Math.ceil(bytes / size)).toBeLessThanOrEqual(10_000);
        expect(size).toBeGreaterThanOrEqual(asked);
      }),
    );
  });

  it('gives what was asked for wherever that is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), partBytes, (parts, asked) => {
        const whole = Math.ceil(asked / 2 ** 20) * 2 ** 20;

        expect(partSize(parts * whole, whole)).toBe(whole);
      }),
    );
  });
});

describe('planLanes()', () => {
  it('never has more parts in flight than asked for, and uses at least half of them', () => {
    fc.assert(
      fc.property(
        fc.array(sizes, { maxLength: 20 }),
        partBytes,
        fc.integer({ min: 1, max: 64 }),
        (shards, asked, inFlight) => {
          const lanes = planLanes(shards, asked, inFlight);

          expect(lanes.shards).toBeGreaterThanOrEqual(1);
          expect(lanes.parts).toBeGreaterThanOrEqual(1);
          expect(lanes.shards * lanes.parts).toBeLessThanOrEqual(inFlight);
          expect(lanes.shards * lanes.parts).toBeGreaterThan(inFlight / 2);
        },
      ),
    );
  });

  it('sends small shards side by side and large ones one by one', () => {
    const part = 8 * 1024 ** 2;

    expect(planLanes([100, 200, 300], part, 4)).toEqual({ shards: 4, parts: 1 });
    expect(planLanes([1e9, 1e9], part, 4)).toEqual({ shards: 1, parts: 4 });
    expect(planLanes([2 * part, 100], part, 4)).toEqual({ shards: 2, parts: 2 });
    expect(planLanes([], part, 4)).toEqual({ shards: 4, parts: 1 });
  });
});
