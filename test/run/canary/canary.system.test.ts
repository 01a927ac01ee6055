import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { openRun } from '../../../src/dataset/index.ts';
import { type Outcome, readSavedOutcomes } from '../../../src/results/index.ts';
import {
  CanaryError,
  type CanaryOptions,
  type CanaryReport,
  planRun,
  type RunDatasetOptions,
  type RunProgress,
  runBuilt,
  runDataset,
  type Stage,
  startRun,
} from '../../../src/run/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

const MODEL = 'amazon.nova-lite-v1:0';
const QUOTAS = { minRecordsPerJob: 10, recordsPerJob: 40 };

/** A shop that counts how often each record was asked. */
async function open(answer: (recordId: string) => boolean = () => true, more: object = {}) {
  const asked = new Map<string, number>();
  const shop = await Workshop.open({
    timeScale: 50,
    quotas: { minRecordsPerJob: 10 },
    answer: ({ recordId }) => {
      asked.set(recordId, (asked.get(recordId) ?? 0) + 1);
      if (!answer(recordId)) return { error: { errorCode: 400, errorMessage: 'not like this' } };
      return {
        output: { message: { role: 'assistant', content: [{ text: `of ${recordId}` }] } },
        stopReason: 'end_turn',
        usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15, ...more },
      };
    },
  });
  return { shop, asked };
}

const always: CanaryOptions = { size: { percent: 10 }, goOn: () => true };

function optionsFor(shop: Workshop, more: Partial<RunDatasetOptions> = {}): RunDatasetOptions {
  return {
    model: MODEL,
    prompt: '{{text}}',
    maxTokens: 100,
    out: join(shop.folder, 'out'),
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    region: 'us-east-1',
    s3: shop.s3,
    bedrock: shop.bedrock,
    endpointName: 'local',
    quotas: QUOTAS,
    pollSeconds: { first: 0.02, most: 0.1 },
    canary: always,
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

const onceEach = (asked: ReadonlyMap<string, number>) => new Set(asked.values());

describe('runDataset() with a canary', () => {
  it('tries some records first and gives one outcome for each, joined to its row', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const reports: CanaryReport[] = [];
    const jobsThen: number[] = [];

    const report = await runDataset(
      await sourceFile(shop, 90),
      optionsFor(shop, {
        canary: {
          ...always,
          onReport: (canary) => void reports.push(canary),
          goOn: () => jobsThen.push(shop.emulator.jobs().length) > 0,
        },
      }),
    );

    expect(jobsThen).toEqual([1]);
    const outcomes = await outcomesIn(report.outcomes);
    expect(outcomes).toHaveLength(90);
    for (const { recordId, row } of outcomes)
      expect(row).toEqual({ text: `text ${Number(recordId)}` });
    expect(asked.size).toBe(90);
    expect(onceEach(asked)).toEqual(new Set([1]));
    expect(report.totals).toMatchObject({ records: 90, counts: { succeeded: 90 } });
    expect(report.stages.map(({ stage }) => stage)).toContain('canary');
    expect(report.canary).toBe(reports[0]);
    expect(report.canary).toMatchObject({
      jobs: ['jobs/0000'],
      outcomes: 10,
      failed: 0,
      incomplete: 0,
      rest: 80,
      paid: { inputTokens: 100, outputTokens: 50 },
      projected: {
        input: { low: 800, likely: 800, high: 800 },
        output: { low: 400, likely: 400, high: 400 },
      },
    });
    expect(report.canary?.projected?.cost?.likely).toBeGreaterThan(0);
  });

  it('submits nothing more where it is decided so, and goes on later without paying twice', async () => {
    const { shop, asked } = await open((recordId) => Number(recordId) % 2 === 0);
    await using _ = shop;
    const source = await sourceFile(shop, 90);
    const hold = { ...always, goOn: ({ failed }: CanaryReport) => failed === 0 };

    const held = await runDataset(source, optionsFor(shop, { canary: hold })).catch(
      (error: unknown) => error,
    );
    const jobsThen = shop.emulator.jobs().length;
    const again = runDataset(source, optionsFor(shop, { canary: hold }));
    await expect(again).rejects.toMatchObject({ code: 'CANARY_HELD' });
    const report = await runDataset(source, optionsFor(shop));

    expect(held).toBeInstanceOf(CanaryError);
    expect(held).toMatchObject({ code: 'CANARY_HELD', canary: { outcomes: 10, rest: 80 } });
    expect(jobsThen).toBe(1);
    expect(shop.emulator.jobs()).toHaveLength(3);
    expect(onceEach(asked)).toEqual(new Set([1]));
    expect(report.totals).toMatchObject({ records: 90, counts: { succeeded: 45, failed: 45 } });
  });

  it('asks nobody once the rest was begun', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const source = await sourceFile(shop, 60);
    await runDataset(source, optionsFor(shop));
    const never = { ...always, goOn: () => expect.unreachable() };

    const report = await runDataset(source, optionsFor(shop, { canary: never }));

    expect(report.canary).toBeUndefined();
    expect(report.totals.counts.succeeded).toBe(60);
    expect(onceEach(asked)).toEqual(new Set([1]));
  });

  it.each(['build', 'validate', 'upload', 'canary', 'submit', 'wait', 'results'] as const)(
    'goes on where it stopped when it is aborted in the stage %s',
    async (stage: Stage) => {
      const { shop, asked } = await open();
      await using _ = shop;
      const source = await sourceFile(shop, 60);
      for (const step of ['begin', 'progress', 'end'] as const) {
        const controller = new AbortController();
        const onProgress = (progress: RunProgress) => {
          if (progress.stage === stage && progress.step === step) controller.abort(new Error('no'));
        };
        const { signal } = controller;
        await runDataset(source, optionsFor(shop, { signal, onProgress })).catch(() => undefined);
      }

      const report = await runDataset(source, optionsFor(shop));

      expect(report.totals).toMatchObject({ records: 60, counts: { succeeded: 60 } });
      expect(onceEach(asked)).toEqual(new Set([1]));
    },
  );

  it('limits what the rest is expected to cost, and not what it could cost', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const source = await sourceFile(shop, 90);
    // a dollar a token: 20 of each answer could be written, and 5 are
    const priced = { priceIn: 0, priceOut: 1_000_000, maxTokens: 20 };

    const over = runDataset(source, optionsFor(shop, { ...priced, maxCost: 449 }));
    await expect(over).rejects.toMatchObject({ code: 'COST_OVER_LIMIT' });
    expect(shop.emulator.jobs()).toHaveLength(1);
    const out = join(shop.folder, 'other');
    const { canary } = await runDataset(source, optionsFor(shop, { ...priced, out, maxCost: 450 }));

    expect(canary).toMatchObject({ paid: { cost: { high: 50 } }, rest: 80 });
    expect(canary?.projected?.cost).toEqual({ low: 400, likely: 400, high: 400 });
    expect(asked.size).toBe(90);
  });

  it('takes a limit for one that cannot be checked where answers took tokens of a cache', async () => {
    const { shop } = await open(() => true, { totalTokens: 22, cacheReadInputTokenCount: 7 });
    await using _ = shop;
    const source = await sourceFile(shop, 90);

    const limited = runDataset(source, optionsFor(shop, { maxCost: 1000 }));
    await expect(limited).rejects.toMatchObject({
      code: 'COST_OVER_LIMIT',
      message: expect.stringContaining('70 tokens of a cache, whose price was not read'),
    });
    const { canary, totals } = await runDataset(source, optionsFor(shop));

    expect(shop.emulator.jobs()).toHaveLength(3);
    expect(canary?.paid).toMatchObject({ inputTokens: 100, cacheTokens: 70 });
    expect(totals.tokens).toEqual({ inputTokens: 900, outputTokens: 450, cacheTokens: 630 });
  });

  it('submits too few records for two jobs at once', async () => {
    const { shop } = await open();
    await using _ = shop;
    const goOn = () => expect.unreachable();

    const report = await runDataset(
      await sourceFile(shop, 19),
      optionsFor(shop, { canary: { ...always, goOn } }),
    );

    expect(report.canary).toBeUndefined();
    expect(report.totals.records).toBe(19);
    expect(shop.emulator.jobs()).toHaveLength(1);
  });

  it('joins rows that were left out, share answers or were set aside, and orders them as the source', async () => {
    const { shop } = await open();
    await using _ = shop;
    const path = join(shop.folder, 'rows.json');
    const rows = Array.from({ length: 120 }, (_unused, index) => ({
      kind: index % 5 === 0 ? 'out' : 'in',
      text: index % 7 === 0 ? undefined : `text ${index % 3 === 0 ? 0 : index}`,
      number: index,
    }));
    await writeFile(path, JSON.stringify(rows));

    const { run, outcomes } = await runDataset(
      path,
      optionsFor(shop, {
        where: [{ column: 'kind', is: 'in' }],
        dedupe: true,
        onInvalid: 'skip',
        canary: { ...always, size: { records: 15 } },
      }),
    );

    const taken = rows.filter(({ kind }) => kind === 'in');
    const saved = await outcomesIn(outcomes);
    expect(saved).toHaveLength(taken.length);
    for (const { row, text, status } of saved) {
      const { text: asked } = row as { text?: string };
      if (status === 'succeeded') expect(asked).toBeDefined();
      else expect([text, asked]).toEqual([undefined, undefined]);
    }
    const ordered: unknown[] = [];
    for await (const { row } of readSavedOutcomes(run, { order: 'source' }))
      ordered.push((row as { number: number }).number);
    expect(ordered).toEqual(taken.map(({ number }) => number));
  });
});

describe('runBuilt() with a canary', () => {
  it('cuts it out of the dataset in its folder', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const options = optionsFor(shop);
    const built = await buildDataset(textRows(60), { ...options, onProgress: undefined });

    const report = await runBuilt(built.folder, options);

    expect(report.canary).toMatchObject({ outcomes: 10, rest: 50 });
    expect(report.totals.records).toBe(60);
    expect(onceEach(asked)).toEqual(new Set([1]));
  });

  it('refuses a dataset that was run without one', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const options = optionsFor(shop);
    const built = await buildDataset(textRows(60), { ...options, onProgress: undefined });
    await runBuilt(built.folder, { ...options, canary: undefined });

    const refused = runBuilt(built.folder, options);

    await expect(refused).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'canary' });
    expect(onceEach(asked)).toEqual(new Set([1]));
  });
});

describe('startRun() with a canary', () => {
  it('submits the canary, and the rest once it has ended', async () => {
    const { shop, asked } = await open();
    await using _ = shop;
    const source = await sourceFile(shop, 60);

    const begun = await startRun(source, optionsFor(shop));
    const jobsThen = shop.emulator.jobs().length;
    await shop.emulator.advance(3_600_000);
    const started = await startRun(source, optionsFor(shop));

    expect([begun.isCanaryOpen, jobsThen]).toEqual([true, 1]);
    expect(begun.canary).toBeUndefined();
    expect(started).toMatchObject({ isCanaryOpen: false, canary: { outcomes: 10, rest: 50 } });
    expect(shop.emulator.jobs()).toHaveLength(3);
    expect((await openRun(started.run.dataset.folder)).state.jobs).toHaveLength(3);
    await shop.emulator.advance(3_600_000);
    expect(onceEach(asked)).toEqual(new Set([1]));
  });
});

describe('planRun() with a canary', () => {
  it('says what would be tried first, and sends nothing', async () => {
    const { shop } = await open();
    await using _ = shop;

    const plan = await planRun(await sourceFile(shop, 60), optionsFor(shop));

    expect(plan.dataset.manifest.canary).toEqual({ records: 10, jobs: 1 });
    expect(plan.submission.jobs.map(({ folder }) => folder)).toHaveLength(3);
    expect(shop.emulator.jobs()).toHaveLength(0);
  });
});
