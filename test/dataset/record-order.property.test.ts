import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordOrder } from '../../src/dataset/index.ts';

/** Records, and how many of them the canary has. */
const cuts = fc
  .integer({ min: 2, max: 3_000 })
  .chain((records) =>
    fc.record({ records: fc.constant(records), count: fc.integer({ min: 1, max: records >> 1 }) }),
  );

describe('recordOrder()', () => {
  it('names each record once: the canary in order, then the others in order, then padding', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 3 }), ({ records, count }, pads) => {
        const padding = Array.from({ length: pads }, (_, index) => `pad-${index}`);
        const manifest = { records: records + pads, padding, canary: { records: count, jobs: 1 } };
        const order = recordOrder(manifest);

        const all = Array.from({ length: records + pads }, (_, place) => order.recordAt(place + 1));

        const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);
        expect(ascending(all)).toEqual(all.map((_, place) => place + 1));
        expect(all.slice(0, count)).toEqual(ascending(all.slice(0, count)));
        expect(all.slice(count)).toEqual(ascending(all.slice(count)));
      }),
    );
  });

  it('is the order of the source without a canary', () => {
    const order = recordOrder({ records: 3, padding: [] });

    expect([1, 2, 3].map((place) => order.recordAt(place))).toEqual([1, 2, 3]);
  });
});
