import { describe, expect, it } from 'vitest';
import { collectOutcomes } from '../../../src/partitions/index.ts';
import type { OutcomeProgress } from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

describe('collectOutcomes()', () => {
  it('tells how many outcomes of how many are read, rows that were set aside included', async () => {
    await using shop = await Workshop.open();
    // a text that is empty makes no record
    const rows = [...textRows(30), { text: '' }];
    const quotas = { minRecordsPerJob: 5, recordsPerJob: 20 };
    const run = await shop.finish(await shop.submit(rows, { quotas, onInvalid: 'skip' }));
    const told: OutcomeProgress[] = [];
    const collect = async (index: number) => {
      const onProgress = (progress: OutcomeProgress) => told.push(progress);
      await collectOutcomes(run, { s3: shop.s3, index, of: 2, onProgress });
      return told.at(-1);
    };

    const [first, last] = [await collect(0), await collect(1)];

    expect(first).toEqual({ done: 20, total: 20 });
    expect(last).toEqual({ done: 11, total: 11 });
  });
});
