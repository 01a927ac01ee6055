import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIterable, type Row, recordIds } from '../../../src/builders/index.ts';
import { HashCounts } from '../../../src/builders/records/hash-counts.ts';
import { readRows } from '../../support/read-rows.ts';

async function rowNumbered(number: number): Promise<Row> {
  const [row] = await readRows(fromIterable([{}]));
  return Object.assign(Object.create(row ?? null) as Row, { number });
}

describe('recordIds()', () => {
  it('numbers the rows in eight digits, or more where they are needed', async () => {
    const ids = await recordIds();

    expect(ids.next(await rowNumbered(7), {}).recordId).toBe('00000007');
    expect(ids.next(await rowNumbered(123_456_789), {}).recordId).toBe('123456789');
  });

  it('hashes the model input, and numbers equal ones from the second on', async () => {
    const ids = await recordIds('hash');
    const row = await rowNumbered(1);
    const given = [{ a: 1 }, { a: 2 }, { a: 1 }, { a: 1 }].map(
      (modelInput) => ids.next(row, modelInput).recordId,
    );

    expect(given[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(given[1]).not.toBe(given[0]);
    expect(given.slice(2)).toEqual([`${given[0]}-2`, `${given[0]}-3`]);
  });

  it('gives the same hash in the next dataset', async () => {
    const row = await rowNumbered(1);

    // XXH3-64 with seed 0 of the text {"inputText":"é"} in UTF-8.
    expect((await recordIds('hash')).next(row, { inputText: 'é' }).recordId).toBe(
      'b5f9cdf99aef375c',
    );
  });

  it('refuses a rule that would give all records one id', async () => {
    await expect(recordIds('sku')).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'id',
      hint: 'Write {{sku}} where "sku" is a column',
    });
  });
});

describe('HashCounts', () => {
  it('always counts what a map counts', () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), (hashes) => {
        const counts = new HashCounts();
        const model = new Map<string, number>();
        for (const [high, low] of hashes) {
          const seen = (model.get(`${high} ${low}`) ?? 0) + 1;
          model.set(`${high} ${low}`, seen);

          expect(counts.add(high, low)).toBe(seen);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('forgets nothing while it grows', () => {
    const counts = new HashCounts();
    for (let hash = 0; hash < 20_000; hash += 1)
      counts.add(hash >>> 8, Math.imul(hash, 0x9e3779b1) >>> 0);
    let again = 0;
    for (let hash = 0; hash < 20_000; hash += 1)
      again += counts.add(hash >>> 8, Math.imul(hash, 0x9e3779b1) >>> 0);

    expect(again).toBe(40_000);
  });
});
