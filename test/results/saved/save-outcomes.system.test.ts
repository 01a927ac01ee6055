import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { submitJobs } from '../../../src/jobs/index.ts';
import {
  type Outcome,
  type OutcomeProgress,
  readSavedOutcomes,
  saveOutcomes,
} from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

describe('saveOutcomes()', () => {
  it('writes one whole file per ended job, and leaves it alone the next time', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(
      await shop.submit(textRows(30), { quotas: { minRecordsPerJob: 5, recordsPerJob: 20 } }),
    );

    const paths = await saveOutcomes(run, { s3: shop.s3 });
    const jobsRead: string[] = [];
    const again = await saveOutcomes(await openRun(run.dataset.folder), {
      s3: shop.s3,
      onJob: ({ folder }) => jobsRead.push(folder),
    });

    expect(again).toEqual(paths);
    expect(jobsRead).toEqual([]);
    expect(await readdir(join(run.dataset.folder, 'runs/main/outcomes'))).toEqual([
      '0000.jsonl',
      '0001.jsonl',
    ]);
    const saved: Outcome[] = [];
    for await (const outcome of readSavedOutcomes(run)) saved.push(outcome);
    expect(new Set(saved.map(({ recordId }) => recordId)).size).toBe(30);
  });

  it('tells how many outcomes are read, of those that are not kept yet', async () => {
    await using shop = await Workshop.open();
    const quotas = { minRecordsPerJob: 5, recordsPerJob: 20 };
    const run = await shop.finish(await shop.submit(textRows(30), { quotas }));
    const [first = ''] = run.state.jobs.map(({ folder }) => folder);
    const told: OutcomeProgress[] = [];
    const onProgress = (progress: OutcomeProgress) => told.push(progress);

    await saveOutcomes(run, { s3: shop.s3, jobs: [first], onProgress });
    const ofFirst = told.splice(0);
    await saveOutcomes(run, { s3: shop.s3, onProgress });

    expect(ofFirst.at(-1)).toEqual({ done: 20, total: 20 });
    expect(told.at(-1)).toEqual({ done: 10, total: 10 });
  });

  it('knows how many there are with padding and rows that share answers, where all are read', async () => {
    await using shop = await Workshop.open({ quotas: { minRecordsPerJob: 40 } });
    const rows = [...textRows(30), ...textRows(3)];
    const options = {
      quotas: { minRecordsPerJob: 40 },
      belowMinimum: 'pad',
      dedupe: true,
    } as const;
    const run = await shop.finish(await shop.submit(rows, options));
    const told: OutcomeProgress[] = [];

    await saveOutcomes(run, { s3: shop.s3, onProgress: (progress) => told.push(progress) });

    expect(told.at(-1)).toEqual({ done: 33, total: 33 });
  });

  it('writes a job anew once another attempt has ended', async () => {
    await using shop = await Workshop.open({ quotas: { minRecordsPerJob: 10, concurrentJobs: 5 } });
    const first = await shop.finish(await shop.submit(textRows(5)));
    const [path = ''] = await saveOutcomes(first, { s3: shop.s3 });
    expect(await readFile(path, 'utf8')).toContain('job-failed');

    await submitJobs(
      { dataset: first.dataset, uri: first.state.inputUri },
      {
        bedrock: shop.bedrock,
        roleArn: `arn:aws:iam::${shop.emulator.account}:role/Batch`,
        endpointName: 'local',
      },
    );
    const second = await shop.finish(await openRun(first.dataset.folder));
    const read: string[] = [];
    await saveOutcomes(second, { s3: shop.s3, onJob: ({ jobArn }) => read.push(jobArn ?? '') });

    expect(second.state.jobs[0]).toMatchObject({
      saved: { attempt: 2, counts: { unprocessed: 5 } },
    });
    expect(read).toEqual([second.state.jobs[0]?.attempts[1]?.jobArn]);
  });
});
