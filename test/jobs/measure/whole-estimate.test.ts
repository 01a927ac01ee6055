import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Dataset, openDataset } from '../../../src/dataset/index.ts';
import { wholeEstimate } from '../../../src/jobs/index.ts';
import { datasetOf } from '../fixture.ts';

const PRICES = { priceIn: 1, priceOut: 0 };

/** A dataset of one job with its shard. */
async function datasetWithShard(): Promise<Dataset> {
  const dataset = await datasetOf(1);
  const path = join(dataset.folder, dataset.manifest.jobs[0]?.shards[0]?.path ?? '');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '{"recordId":"1","modelInput":{"inputText":"Hello"}}\n');
  return openDataset(dataset.folder);
}

describe('wholeEstimate()', () => {
  it('estimates all of a dataset, for the model that its jobs are asked for', async () => {
    const dataset = await datasetWithShard();

    expect(await wholeEstimate(dataset, PRICES)).toMatchObject({
      ...{ records: 100, model: dataset.manifest.model },
      price: { kind: 'given' },
    });
    const model = 'amazon.nova-lite-v1:0';
    expect(await wholeEstimate(dataset, { ...PRICES, model })).toMatchObject({ model });
  });

  it('tells nothing, and stops nobody, where the shards are gone or half a price is given', async () => {
    const dataset = await datasetWithShard();

    expect(await wholeEstimate(await datasetOf(1), PRICES)).toBeUndefined();
    const half = { model: 'unknown.model-v1:0', priceIn: 1 };
    expect(await wholeEstimate(dataset, half)).toBeUndefined();
  });

  it('ends where it is interrupted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));

    await expect(wholeEstimate(await datasetWithShard(), { ...PRICES, signal })).rejects.toThrow(
      'enough',
    );
  });
});
