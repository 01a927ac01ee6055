import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CostError } from '../../../src/core/index.ts';
import { planSubmission, submitJobs } from '../../../src/jobs/index.ts';
import type { Estimate } from '../../../src/pricing/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const PRICES = { priceIn: 1000, priceOut: 0 };

/** A dataset whose shards hold texts. */
async function uploaded(jobs: number) {
  const dataset = await datasetOf(jobs);
  const line = JSON.stringify({ recordId: '1', modelInput: { inputText: 'Hello' } });
  for (const { shards } of dataset.manifest.jobs) {
    const path = join(dataset.folder, shards[0]?.path ?? '');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${line}\n`.repeat(100));
  }
  return { dataset, uri: INPUT_URI };
}

describe('maxCost', () => {
  it('lets jobs pass that cost no more, by the upper end of their estimate', async () => {
    const { emulator, options } = await startBench();
    const told: Estimate[] = [];
    const onEstimate = (estimate: Estimate) => told.push(estimate);
    const upload = await uploaded(2);
    await planSubmission(upload, { ...options, ...PRICES, onEstimate });
    const most = told[0]?.cost?.most ?? 0;
    expect(most).toBeGreaterThan(0);

    const refused = submitJobs(upload, { ...options, ...PRICES, maxCost: most * 0.999 });

    await expect(refused).rejects.toMatchObject({ code: 'COST_OVER_LIMIT', most });
    expect(emulator.jobs()).toHaveLength(0);
    await submitJobs(upload, { ...options, ...PRICES, maxCost: most });
    expect(emulator.jobs()).toHaveLength(2);
  });

  it('looks only at the jobs that are still to be asked for', async () => {
    const { options } = await startBench();
    const upload = await uploaded(1);
    await submitJobs(upload, options);
    const told: Estimate[] = [];

    const onEstimate = (estimate: Estimate) => told.push(estimate);
    await submitJobs(upload, { ...options, ...PRICES, maxCost: 0, onEstimate });

    expect(told).toEqual([]);
  });

  it('refuses what cannot be priced, and says what prices it', async () => {
    const { emulator, options } = await startBench();
    const upload = await uploaded(1);

    const error: CostError = await submitJobs(upload, { ...options, maxCost: 1e9 }).then(
      () => expect.fail('it was submitted'),
      (reason) => reason,
    );

    expect(error).toMatchObject({ code: 'COST_OVER_LIMIT', limit: 1e9, most: undefined });
    expect(error.message).toContain('no batch price of "amazon.titan-embed-text-v2:0" was read');
    expect(error.hint).toContain('--price-in and --price-out');
    expect(emulator.jobs()).toHaveLength(0);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('is no limit at %d', async (maxCost) => {
    const { options } = await startBench();
    const upload = await uploaded(1);

    const refused = submitJobs(upload, { ...options, maxCost });

    await expect(refused).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'maxCost' });
  });
});
