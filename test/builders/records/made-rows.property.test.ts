import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeRows, type RowWithRecord } from '../../../src/builders/records/mapped-rows.ts';
import type { Row } from '../../../src/builders/rows/row.ts';
import { ValueRow } from '../../../src/builders/rows/value-row.ts';

/** Batches of rows, of each whether its mapper makes a promise. */
const batches = fc.array(fc.array(fc.boolean(), { maxLength: 90 }), { maxLength: 12 });
const settings = fc.record({
  batches,
  mostAtOnce: fc.integer({ min: 1, max: 100 }),
  limit: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 300 })),
  fails: fc.boolean(),
});

describe('madeRows()', () => {
  it('always makes something of each row once and in order, and gives it on before more than is meant is made', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ batches, mostAtOnce, limit, fails }) => {
        const waits = batches.flat();
        async function* rows(): AsyncGenerator<readonly Row[]> {
          let number = 0;
          for (const batch of batches) {
            yield batch.map((value) => {
              number += 1;
              return new ValueRow(value, { source: 'rows', number });
            });
          }
          if (fails) throw new Error('the source broke');
        }
        const source = { name: 'rows', isRepeatable: false, rows };
        const mapper = ({ value }: Row) => {
          const mapped = { diagnostics: [] };
          return value === true ? Promise.resolve(mapped) : mapped;
        };
        let held = 0;
        const finisher = {
          get isFull() {
            return held >= mostAtOnce;
          },
          finish: ({ row }: RowWithRecord) => {
            held += 1;
            return row.number;
          },
        };
        const given: number[] = [];
        const taking = async () => {
          for await (const made of madeRows(source, { mapper, finisher }, { limit })) {
            expect(made).toHaveLength(held);
            expect(made.length).toBeLessThanOrEqual(Math.max(mostAtOnce, 1));
            held = 0;
            given.push(...made);
          }
        };
        if (fails && waits.length < limit)
          await expect(taking()).rejects.toThrow('the source broke');
        else await taking();

        const expected = waits.map((_, index) => index + 1).filter((number) => number <= limit);
        expect(given).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});
