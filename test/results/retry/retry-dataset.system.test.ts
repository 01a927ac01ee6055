import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { retryDataset } from '../../../src/results/index.ts';
import { validateDataset } from '../../../src/validators/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

/** Lets three records fail: one for good, two only this time. */
const answer = ({ recordId }: { recordId: string }) => {
  if (recordId === '00000003') return { error: { errorCode: 400, errorMessage: 'bad body' } };
  if (recordId === '00000005' || recordId === '00000002')
    return { error: { errorCode: 503, errorMessage: 'busy' } };
  return { embedding: [1], inputTextTokenCount: 3 };
};

describe('retryDataset()', () => {
  it('takes only what is worth trying again, in order, byte for byte', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await shop.finish(await shop.submit(textRows(8)));

    const dataset = await retryDataset(run, { s3: shop.s3, out: join(shop.folder, 'retry') });

    const lines = await readFile(
      join(dataset?.folder ?? '', 'jobs/0000/shard-00000.jsonl'),
      'utf8',
    );
    const before = await readFile(join(run.dataset.folder, 'jobs/0000/shard-00000.jsonl'), 'utf8');
    expect(lines.trim().split('\n')).toEqual(
      before.split('\n').filter((line) => /"0000000[25]"/.test(line)),
    );
    expect(dataset?.manifest).toMatchObject({
      name: 'rows-retry',
      model: run.dataset.manifest.model,
      records: 2,
    });
  });

  it('fills up to the minimum when told to, else says why it cannot', async () => {
    await using shop = await Workshop.open({ answer });
    const run = await shop.finish(await shop.submit(textRows(8)));
    const options = {
      s3: shop.s3,
      out: join(shop.folder, 'retry'),
      quotas: { minRecordsPerJob: 100 },
    };

    await expect(retryDataset(run, options)).rejects.toMatchObject({ code: 'DATASET_INVALID' });
    expect(await readdir(shop.folder)).toEqual(['out']);
    const dataset = await retryDataset(run, { ...options, belowMinimum: 'pad' });

    expect(dataset?.manifest).toMatchObject({ records: 100 });
    expect(dataset?.manifest.padding).toHaveLength(98);
    expect((await validateDataset(dataset?.folder ?? '')).valid).toBe(true);
  });

  it('writes nothing where nothing is worth trying again', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(8)));

    expect(
      await retryDataset(run, { s3: shop.s3, out: join(shop.folder, 'retry') }),
    ).toBeUndefined();
    expect(await readdir(shop.folder)).toEqual(['out']);
  });
});
