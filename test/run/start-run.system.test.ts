import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDataset, type StartRunOptions, startRun } from '../../src/run/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';

function optionsFor(shop: Workshop, more: Partial<StartRunOptions> = {}): StartRunOptions {
  return {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    quotas: { minRecordsPerJob: 10, recordsPerJob: 10 },
    ...more,
  };
}

async function sourceFile(shop: Workshop): Promise<string> {
  const path = join(shop.folder, 'texts.json');
  await writeFile(path, JSON.stringify(textRows(30)));
  return path;
}

const open = (concurrentJobs = 20) =>
  Workshop.open({ timeScale: 0, quotas: { minRecordsPerJob: 10, concurrentJobs } });

describe('startRun()', () => {
  it('gives the run once its jobs are with Bedrock, and lets go of it', async () => {
    await using shop = await open();

    const { run, datasetReused, stages } = await startRun(textRows(30), optionsFor(shop));

    expect(datasetReused).toBe(false);
    expect(stages.map(({ stage }) => stage)).toEqual(['build', 'validate', 'upload', 'submit']);
    expect(run.state.jobs.map(({ attempts }) => attempts[0]?.seen?.status)).toEqual([
      'Submitted',
      'Submitted',
      'Submitted',
    ]);
    await expect(run.owning(async () => 'free')).resolves.toBe('free');
  });

  it('is gone on with by runDataset(), which makes no second job', async () => {
    await using shop = await open();
    const source = await sourceFile(shop);
    await startRun(source, optionsFor(shop));
    await shop.emulator.advance(3_600_000);

    const report = await runDataset(source, optionsFor(shop));

    expect(report.datasetReused).toBe(true);
    expect(report.totals.counts.succeeded).toBe(30);
    expect(shop.emulator.jobs()).toHaveLength(3);
  });

  it('throws with waitForSlots false where the quota takes not all, and sends the rest when it is called again', async () => {
    await using shop = await open(2);
    const source = await sourceFile(shop);
    const options = optionsFor(shop, { waitForSlots: false });

    await expect(startRun(source, options)).rejects.toMatchObject({ code: 'JOB_QUOTA' });
    const first = shop.emulator.jobs().length;
    await shop.emulator.advance(3_600_000);
    const { run } = await startRun(source, options);

    expect(first).toBe(2);
    expect(run.state.jobs.every(({ attempts }) => attempts[0]?.jobArn !== undefined)).toBe(true);
    expect(shop.emulator.jobs()).toHaveLength(3);
  });
});
