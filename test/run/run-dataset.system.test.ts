import { writeFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/results/index.ts';
import {
  planRun,
  type RunDatasetOptions,
  type RunProgress,
  runDataset,
  type Stage,
  stages,
} from '../../src/run/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';

/** Those of a run whose records are all asked by jobs. */
const byJobs = stages.filter((stage) => stage !== 'ask' && stage !== 'canary');
const MODEL = 'amazon.titan-embed-text-v2:0';

/** An emulator whose jobs end by themselves within a second. */
const open = (options: Parameters<typeof Workshop.open>[0] = {}) =>
  Workshop.open({ timeScale: 50, quotas: { minRecordsPerJob: 10 }, ...options });

function optionsFor(shop: Workshop, more: Partial<RunDatasetOptions> = {}): RunDatasetOptions {
  return {
    model: MODEL,
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    endpointName: 'local',
    quotas: { minRecordsPerJob: 10, recordsPerJob: 40 },
    pollSeconds: { first: 0.02, most: 0.1 },
    ...more,
  };
}

async function sourceFile(shop: Workshop, rows: number): Promise<string> {
  const path = join(shop.folder, 'texts.json');
  await writeFile(path, JSON.stringify(textRows(rows)));
  return path;
}

async function outcomesIn(paths: readonly string[]): Promise<Outcome[]> {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Outcome),
  );
}

describe('runDataset()', () => {
  it('takes rows the whole way to one outcome each, joined to its row', async () => {
    await using shop = await open();
    const progress: RunProgress[] = [];

    const report = await runDataset(
      await sourceFile(shop, 90),
      optionsFor(shop, { priceIn: 1, priceOut: 0, onProgress: (step) => progress.push(step) }),
    );

    const lastOf = (stage: Stage) =>
      progress.findLast((one) => one.stage === stage && one.step === 'progress');
    expect(lastOf('wait')).toMatchObject({
      ...{ done: 90, total: 90, unit: 'records' },
      measure: { done: 90, total: 90, failed: 0, statuses: [{ status: 'Completed', jobs: 3 }] },
    });
    expect(lastOf('wait')?.measure?.cost?.high).toBeGreaterThan(0);
    expect(lastOf('results')).toMatchObject({ done: 90, total: 90, unit: 'records' });
    const outcomes = await outcomesIn(report.outcomes);
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(90);
    for (const { recordId, row } of outcomes)
      expect(row).toEqual({ text: `text ${Number(recordId)}` });
    expect(report.totals).toMatchObject({ records: 90, counts: { succeeded: 90 }, anomalies: 0 });
    expect(report.jobs.map(({ status }) => status)).toEqual([
      'Completed',
      'Completed',
      'Completed',
    ]);
    expect(report.stages.map(({ stage }) => stage)).toEqual(byJobs);
    expect(progress.filter(({ step }) => step === 'end').map(({ stage }) => stage)).toEqual(byJobs);
  });

  it('does nothing twice when it is called again', async () => {
    await using shop = await open();
    const path = await sourceFile(shop, 30);
    const first = await runDataset(path, optionsFor(shop));

    const again = await runDataset(path, optionsFor(shop));

    expect(again.datasetReused).toBe(true);
    expect(again.totals).toEqual(first.totals);
    expect(again.outcomes).toEqual(first.outcomes);
    expect(shop.emulator.jobs()).toHaveLength(1);
  });

  it.each(byJobs)(
    'goes on where it stopped when it is aborted in the stage %s',
    async (stage: Stage) => {
      await using shop = await open();
      const path = await sourceFile(shop, 60);
      const controller = new AbortController();
      const reason = new Error('stop here');
      const onProgress = (progress: RunProgress) => {
        if (progress.stage === stage && progress.step === 'begin') controller.abort(reason);
      };

      const aborted = await runDataset(
        path,
        optionsFor(shop, { signal: controller.signal, onProgress }),
      ).catch((error: unknown) => error);
      const report = await runDataset(path, optionsFor(shop));

      if (stage !== 'validate') expect(aborted).toBe(reason);
      expect(report.totals).toMatchObject({ records: 60, counts: { succeeded: 60 } });
      expect(shop.emulator.jobs()).toHaveLength(2);
      expect((await readdir(join(shop.folder, 'out'))).sort()).toEqual([
        'jobs',
        'manifest.json',
        'rows.digests',
        'runs',
      ]);
    },
  );

  it('refuses the folder when the prompt has changed, and pays nothing', async () => {
    await using shop = await open();
    const path = await sourceFile(shop, 30);
    await runDataset(path, optionsFor(shop));

    await expect(
      runDataset(path, optionsFor(shop, { prompt: 'Again: {{text}}' })),
    ).rejects.toMatchObject({ code: 'DATASET_EXISTS' });

    expect(shop.emulator.jobs()).toHaveLength(1);
  });

  it('refuses to go on with a run at another target', async () => {
    await using shop = await open();
    const path = await sourceFile(shop, 30);
    await runDataset(path, optionsFor(shop));

    await expect(runDataset(path, optionsFor(shop, { endpointName: 'aws' }))).rejects.toMatchObject(
      { code: 'RUN_TARGET_DIFFERS' },
    );
    const other = await runDataset(path, optionsFor(shop, { endpointName: 'aws', run: 'second' }));

    expect(other.totals.counts.succeeded).toBe(30);
    expect(shop.emulator.jobs()).toHaveLength(2);
  });

  it('makes a new attempt at a job that failed before it processed anything', async () => {
    await using shop = await open({ quotas: { minRecordsPerJob: 100 } });
    const path = await sourceFile(shop, 30);

    const failed = await runDataset(path, optionsFor(shop));
    const again = await runDataset(path, optionsFor(shop));

    expect(failed.totals.counts.unprocessed).toBe(30);
    expect(again.totals.counts.unprocessed).toBe(30);
    expect(shop.emulator.jobs().map(({ jobName }) => jobName.slice(-2))).toEqual(['-1', '-2']);
  });

  it('keeps the totals of padding when it is called again', async () => {
    await using shop = await open({ quotas: { minRecordsPerJob: 40 } });
    const path = await sourceFile(shop, 30);
    const padded = optionsFor(shop, { quotas: { minRecordsPerJob: 40 }, belowMinimum: 'pad' });

    const first = await runDataset(path, padded);
    const again = await runDataset(path, padded);

    expect(first.totals).toMatchObject({ records: 30, paddingRecords: 10 });
    expect(again.totals).toEqual(first.totals);
  });

  it.each([
    ['one row is another', JSON.stringify(textRows(60).with(59, { text: 'another text' }))],
    ['it is no JSON any more', '<html>'],
    ['it is empty', ''],
  ])('joins no rows where the source changed while jobs ran: %s', async (_what, changed) => {
    await using shop = await open();
    const path = await sourceFile(shop, 60);
    const onProgress = ({ stage, step }: RunProgress) => {
      if (stage === 'wait' && step === 'begin') writeFileSync(path, changed);
    };

    const report = await runDataset(path, optionsFor(shop, { onProgress }));

    expect(report.rows).toBe('source-changed');
    const outcomes = await outcomesIn(report.outcomes);
    expect(outcomes).toHaveLength(60);
    for (const outcome of outcomes) expect(outcome).not.toHaveProperty('row');
  });

  it('joins the rows of a source that was saved again while the jobs ran', async () => {
    await using shop = await open();
    const path = await sourceFile(shop, 20);
    const onProgress = ({ stage, step }: RunProgress) => {
      if (stage === 'wait' && step === 'begin')
        writeFileSync(path, JSON.stringify(textRows(21), undefined, 2));
    };

    const report = await runDataset(path, optionsFor(shop, { onProgress }));

    expect(report.rows).toBe('joined');
    const outcomes = await outcomesIn(report.outcomes);
    for (const { recordId, row } of outcomes)
      expect(row).toEqual({ text: `text ${Number(recordId)}` });
  });

  it('reads what is paid for where a shard was changed after the jobs were done', async () => {
    await using shop = await open();
    const path = await sourceFile(shop, 20);
    await runDataset(path, optionsFor(shop));
    const shard = join(shop.folder, 'out/jobs/0000/shard-00000.jsonl');
    const built = await readFile(shard, 'utf8');
    await writeFile(shard, built.replace('"text 7"', '"text 8"'));
    await rm(join(shop.folder, 'out/runs/main/outcomes'), { recursive: true });

    const report = await runDataset(path, optionsFor(shop));

    expect(report).toMatchObject({ rows: 'dataset-changed', validation: { valid: false } });
    expect(report.notes.map(({ kind }) => kind)).toEqual(['shard-changed']);
    expect(report.totals).toMatchObject({ records: 20, counts: { succeeded: 20 } });
    expect(shop.emulator.jobs()).toHaveLength(1);
    await writeFile(shard, built.replace('"00000007"', '"00000107"'));
    await rm(join(shop.folder, 'out/runs/main/outcomes'), { recursive: true });
    await expect(runDataset(path, optionsFor(shop))).rejects.toMatchObject({
      code: 'DATASET_CHANGED',
    });
  });

  it('saves what was paid for, also where JSON cannot say a row', async () => {
    await using shop = await open();
    const circle: { text: string; self?: unknown } = { text: 'round' };
    circle.self = circle;
    const rows = [{ text: 'big', size: 1n }, circle, ...textRows(18)];

    const report = await runDataset(rows, optionsFor(shop));

    const outcomes = (await outcomesIn(report.outcomes)).sort((a, b) =>
      a.recordId.localeCompare(b.recordId),
    );
    expect(outcomes).toHaveLength(20);
    expect(outcomes[0]?.row).toEqual({ text: 'big', size: '1' });
    expect(outcomes[1]).not.toHaveProperty('row');
  });

  it.each([
    ['a role that is none', { roleArn: 'Batch' }],
    ['a tag without a key', { tags: [{ key: '', value: 'x' }] }],
  ])('refuses %s before anything is uploaded', async (_, wrong) => {
    await using shop = await open();
    const began: Stage[] = [];

    const failed = runDataset(
      textRows(20),
      optionsFor(shop, { ...wrong, onProgress: ({ stage }) => began.push(stage) }),
    );

    await expect(failed).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(began).not.toContain('upload');
  });

  it.each([
    ['to', { to: 's3://data/dt=1/' }],
    ['outputUri', { outputUri: 's3://data/out put/' }],
  ])('refuses a wrong %s before a row is read', async (option, wrong) => {
    await using shop = await open();
    let read = 0;
    function* rows() {
      read += 1;
      yield* textRows(20);
    }

    await expect(runDataset(rows(), optionsFor(shop, wrong))).rejects.toMatchObject({ option });
    await expect(planRun(rows(), optionsFor(shop, wrong))).rejects.toMatchObject({ option });
    expect(read).toBe(0);
  });

  it('takes a stream, which cannot be joined', async () => {
    await using shop = await open();
    function* rows() {
      yield* textRows(20);
    }

    const report = await runDataset(rows(), optionsFor(shop));

    const outcomes = await outcomesIn(report.outcomes);
    expect(outcomes).toHaveLength(20);
    expect(outcomes.some((outcome) => 'row' in outcome)).toBe(false);
  });

  it('connects once the dataset is there, and closes what it connected', async () => {
    await using shop = await open();
    const calls: string[] = [];
    const connect: RunDatasetOptions['connect'] = async (dataset) => {
      calls.push(`connect ${dataset.manifest.records}`);
      return { s3: shop.s3, bedrock: shop.bedrock, close: async () => void calls.push('close') };
    };

    await runDataset(
      textRows(20),
      optionsFor(shop, { s3: undefined, bedrock: undefined, connect }),
    );

    expect(calls).toEqual(['connect 20', 'close']);
  });
});

describe('planRun()', () => {
  it('writes the dataset and sends nothing', async () => {
    await using shop = await open();

    const { dataset, uri, submission } = await planRun(textRows(50), optionsFor(shop));

    expect(dataset.manifest.records).toBe(50);
    expect(uri).toMatch(/^s3:\/\/data\/in\/rows-[0-9a-f]{12}\/$/);
    expect(
      submission.jobs.map(({ request }) => request.inputDataConfig.s3InputDataConfig.s3Uri),
    ).toEqual([`${uri}jobs/0000/`, `${uri}jobs/0001/`]);
    expect(shop.emulator.jobs()).toEqual([]);
    expect(await readdir(join(shop.folder, 'out'))).toEqual([
      'jobs',
      'manifest.json',
      'rows.digests',
    ]);
  });
});
