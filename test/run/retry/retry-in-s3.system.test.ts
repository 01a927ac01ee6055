import { describe, expect, it } from 'vitest';
import { openDataset, openRun, type Run } from '../../../src/dataset/index.ts';
import { type Outcome, readOutcomes, readSavedOutcomes } from '../../../src/results/index.ts';
import {
  planRetry,
  type RetryRunOptions,
  type RunDatasetOptions,
  retryRun,
  runDataset,
} from '../../../src/run/index.ts';
import { type TextRow, textRows, Workshop } from '../../support/emulated-run.ts';
import { BusyTexts, QUOTAS, target } from '../../support/retried-run.ts';
import { runtimeSdk } from '../../support/runtime-sdk.ts';
import { TestBucket } from '../../support/s3-test-server.ts';

const OUT = 's3://data/batch/texts/';

/** A workshop whose models are asked on demand too, with what is there to look at. */
async function open(busy: BusyTexts, emulated: Parameters<typeof Workshop.open>[0] = {}) {
  const shop = await Workshop.open({
    timeScale: 50,
    quotas: { minRecordsPerJob: 10 },
    answer: busy.answer,
    ...emulated,
  });
  const { clientConfig } = shop.emulator;
  const runtime = new runtimeSdk.BedrockRuntimeClient({ ...clientConfig, maxAttempts: 1 });
  const { to: _to, ...reach } = target(shop);
  const bucket = TestBucket.of(shop.s3, 'data');
  return {
    shop,
    bucket,
    there: async () => (await bucket.keys()).filter((key) => !key.includes('.bedrock-batch-')),
    runOptions: (more: Partial<RunDatasetOptions<TextRow>> = {}): RunDatasetOptions<TextRow> => ({
      ...{ model: 'amazon.titan-embed-text-v2:0', prompt: '{{text}}', out: OUT, quotas: QUOTAS },
      ...{ ...reach, runtime },
      ...more,
    }),
    options: (more: Partial<RetryRunOptions> = {}): RetryRunOptions => ({
      ...{ ...reach, runtime, quotas: QUOTAS, belowMinimum: 'pad' },
      ...more,
    }),
    /** The run as another machine opens it, by its address. */
    opened: async () => openRun(await openDataset(OUT, { s3: shop.s3 })),
    [Symbol.asyncDispose]: async () => {
      runtime.destroy();
      await shop[Symbol.asyncDispose]();
    },
  };
}

const all = async (outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> => {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
};

/** Each outcome is that of the time at which its record was answered at last. */
function expectBest(outcomes: readonly Outcome[], busy: BusyTexts, records: number): void {
  expect(outcomes).toHaveLength(records);
  expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(records);
  for (const { recordId, attempts, status, row } of outcomes) {
    const text = `text ${Number(recordId)}`;
    expect({ recordId, attempts, status }).toEqual({
      ...{ recordId, status: 'succeeded' },
      attempts: busy.asked.get(text),
    });
    if (row !== undefined) expect(row).toEqual({ text });
  }
}

const linesOf = async (bucket: TestBucket, [uri = '']: readonly string[]) => {
  const text = (await bucket.read(uri.slice('s3://data/'.length))).toString();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
};

describe('retryRun() of a run in S3', () => {
  it('tries again below its prefix until all succeed, and any machine goes on there', async () => {
    const busy = new BusyTexts((text) => (text === 3 ? 2 : text <= 15 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(90), bench.runOptions());
    const jobs = () => bench.shop.emulator.jobs();
    const before = await bench.there();
    const planned = await planRetry(await bench.opened(), bench.options());

    expect(planned.submission).toMatchObject({
      inputUri: `${OUT}runs/main/retries/0001/`,
      outputUri: 's3://data/batch/texts-output/runs/main/retries/0001/',
      jobs: [{ step: 'create' }],
    });
    expect(await bench.there()).toEqual(before);
    const report = await retryRun(run, bench.options());

    expect(report).toMatchObject({ left: undefined, failed: undefined });
    expect(report.totals).toMatchObject({
      counts: { succeeded: 90, failed: 0 },
      retries: { rounds: 2, records: 16 },
    });
    expect(report.outcomes).toEqual([`${OUT}runs/main/retries/outcomes.jsonl`]);
    expect(jobs()).toHaveLength(5);
    const padded = await linesOf(bench.bucket, report.outcomes);
    for (const { recordId, attempts } of padded)
      expect(attempts).toBe(recordId === '00000003' ? 3 : Number(recordId) <= 15 ? 2 : 1);
    expect(padded).toHaveLength(90);

    const there = await bench.opened();
    const again = await retryRun(there, bench.options());
    expect(again.totals).toEqual(report.totals);
    expect(jobs()).toHaveLength(5);
    const { s3 } = bench.shop;
    const [read, saved] = [
      await all(readOutcomes(there, { s3 })),
      await all(readSavedOutcomes(there)),
    ];
    for (const outcomes of [read, saved]) {
      expect(outcomes).toHaveLength(90);
      expect(outcomes.every(({ status }) => status === 'succeeded')).toBe(true);
    }
    there.dataset.home.close();
  });

  it('asks the few on demand, keeps each answer before it counts, and asks none of them again', async () => {
    const busy = new BusyTexts((text) => (text <= 6 ? 1 : 0));
    await using bench = await open(busy);
    await runDataset(textRows(40), bench.runOptions());
    const asked = new AbortController();
    let answered = 0;
    busy.onAsked = () => {
      answered += 1;
      if (answered === 6) asked.abort(new RangeError('Stopped'));
    };
    const options = bench.options({ belowMinimum: 'on-demand' });

    const stopped = retryRun(await bench.opened(), { ...options, signal: asked.signal });
    await expect(stopped).rejects.toThrow('Stopped');
    const pieces = (await bench.there()).filter((key) => key.includes('-on-demand/answers/'));
    expect(pieces.length).toBeGreaterThan(0);
    const kept = new Set<string>();
    for (const key of pieces)
      for (const line of (await bench.bucket.read(key)).toString().trimEnd().split('\n'))
        kept.add(
          String((JSON.parse(line) as { modelInput: { inputText: string } }).modelInput.inputText),
        );
    busy.onAsked = (text) => expect(kept).not.toContain(text);
    const report = await retryRun(await bench.opened(), options);

    expect(report.totals).toMatchObject({ counts: { succeeded: 40, failed: 0 } });
    expect(bench.shop.emulator.jobs()).toHaveLength(1);
    const outcomes = await linesOf(bench.bucket, report.outcomes);
    expect(outcomes.filter(({ asked: how }) => how === 'on-demand')).toHaveLength(6);
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(40);
    busy.onAsked = () => expect.unreachable();
    const there = await bench.opened();
    expect((await retryRun(there, options)).totals).toEqual(report.totals);
    expect(await all(readSavedOutcomes(there))).toHaveLength(40);
    there.dataset.home.close();
  });

  it('of two at once lets one try, and makes no job and asks no record twice', async () => {
    const busy = new BusyTexts((text) => (text <= 15 ? 1 : 0));
    await using bench = await open(busy);
    await runDataset(textRows(60), bench.runOptions());

    const runs: readonly Run[] = [await bench.opened(), await bench.opened(), await bench.opened()];
    const ends = await Promise.allSettled(runs.map((run) => retryRun(run, bench.options())));
    const last = await retryRun(await bench.opened(), bench.options());

    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ isRetryable: true });
    expect(last.totals.counts).toMatchObject({ succeeded: 60 });
    expect(bench.shop.emulator.jobs()).toHaveLength(3);
    expectBest(await all(readSavedOutcomes(last.run)), busy, 60);
    last.run.dataset.home.close();
  });

  it('asks what jobs left that were stopped at their deadline, and merges', async () => {
    const busy = new BusyTexts(() => 0);
    await using bench = await open(busy, { timeScale: 1, durations: { scheduled: 43_200_000 } });
    const deadline = { afterSeconds: 0.001, then: 'on-demand' } as const;

    const report = await runDataset(textRows(40), bench.runOptions({ deadline }));

    expect(report.totals.counts).toMatchObject({ succeeded: 40 });
    expect(report.outcomes).toEqual([`${OUT}runs/main/retries/outcomes.jsonl`]);
    expect(await linesOf(bench.bucket, report.outcomes)).toHaveLength(40);
  });

  it('refuses a place to upload to', async () => {
    await using bench = await open(new BusyTexts(() => 0));
    const { run } = await runDataset(textRows(20), bench.runOptions());

    const elsewhere = retryRun(run, bench.options({ to: 's3://data/in/' }));

    await expect(elsewhere).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'to' });
  });
});
