import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswerFunction } from '../../src/emulator/index.ts';
import type { Outcome } from '../../src/results/index.ts';
import { type RunDatasetOptions, retryRun, runBuilt, runDataset } from '../../src/run/index.ts';
import { type TextRow, textRows, Workshop } from '../support/emulated-run.ts';
import { runtimeSdk } from '../support/runtime-sdk.ts';

const ROWS = 12;
const HOUR = 3_600_000;

/** A workshop whose jobs sit in the queue, and whose models are asked on demand too. */
async function open() {
  const asked = new Map<string, number>();
  const hooks = { onAsked: () => undefined as void };
  const answer: AnswerFunction = ({ modelInput: { inputText } }) => {
    asked.set(String(inputText), (asked.get(String(inputText)) ?? 0) + 1);
    hooks.onAsked();
    return undefined;
  };
  const durations = { scheduled: 12 * HOUR };
  const shop = await Workshop.open({ timeScale: 1, durations, answer });
  const { clientConfig } = shop.emulator;
  const runtime = new runtimeSdk.BedrockRuntimeClient({ ...clientConfig, maxAttempts: 1 });
  const target = {
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    runtime,
    endpointName: 'local',
    pollSeconds: { first: 0.02, most: 0.1 },
    deadline: { afterSeconds: 0.001, then: 'on-demand' },
  } as const;
  const options: RunDatasetOptions<TextRow> = {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    quotas: { minRecordsPerJob: 1, recordsPerJob: 10 },
    ...target,
  };
  const times = () => [...asked.values()].reduce((sum, count) => sum + count, 0);
  return {
    ...{ shop, target, options, hooks, times },
    [Symbol.asyncDispose]: async () => {
      runtime.destroy();
      await shop[Symbol.asyncDispose]();
    },
  };
}

describe('a run whose jobs have not begun by their deadline', () => {
  it('asks on demand what they left, and does not when it is repeated', async () => {
    await using bench = await open();

    const report = await runDataset(textRows(ROWS), bench.options);
    const { dataset } = report.run;
    const again = await runBuilt(dataset, bench.target);
    const without = await runBuilt(dataset, { ...bench.target, deadline: undefined });

    expect(report.jobs.map(({ status, stopAsked }) => ({ status, stopAsked }))).toEqual(
      Array.from({ length: 2 }, () => ({ status: 'Stopped', stopAsked: 'on-demand' })),
    );
    expect(report.totals).toMatchObject({
      records: ROWS,
      counts: { succeeded: ROWS, unprocessed: 0 },
      retries: { rounds: 1, onDemand: ROWS },
    });
    const lines = (await readFile(report.outcomes[0] ?? '', 'utf8')).trim().split('\n');
    const outcomes = lines.map((line) => JSON.parse(line) as Outcome);
    expect(outcomes).toHaveLength(ROWS);
    for (const { recordId, row, asked, retry } of outcomes)
      expect({ row, asked, retry }).toEqual({
        row: { text: `text ${Number(recordId)}` },
        asked: 'on-demand',
        retry: { round: 1 },
      });
    for (const { totals, outcomes: paths } of [again, without])
      expect({ totals, paths }).toEqual({ totals: report.totals, paths: report.outcomes });
    expect(bench.times()).toBe(ROWS);
    expect(bench.shop.emulator.jobs()).toHaveLength(2);
  });

  it('asks nothing again that was answered before it was interrupted', async () => {
    await using bench = await open();
    const interruption = new AbortController();
    let left = 5;
    bench.hooks.onAsked = () => {
      left -= 1;
      if (left === 0) interruption.abort(new Error('enough'));
    };
    const cut = runDataset(textRows(ROWS), { ...bench.options, signal: interruption.signal });
    await expect(cut).rejects.toThrow('enough');
    const answers = join(bench.options.out, 'runs/main/retries/0001-on-demand/answers.jsonl');
    const kept = (await readFile(answers, 'utf8')).trim().split('\n').length;
    const before = bench.times();

    const { totals } = await runBuilt(bench.options.out, bench.target);

    expect(totals.counts).toMatchObject({ succeeded: ROWS });
    expect(bench.times()).toBe(before + ROWS - kept);
    expect(bench.shop.emulator.jobs()).toHaveLength(2);
  });

  it('is tried again by a retry where nobody asked', async () => {
    await using bench = await open();
    const stopped = { ...bench.options, signal: AbortSignal.timeout(30_000) };
    const denied = { send: () => Promise.reject(new Error('no')), destroy: () => undefined };
    const asking = runDataset(textRows(ROWS), { ...stopped, runtime: denied });
    await expect(asking).rejects.toMatchObject({ code: 'JOB_NOT_SENT' });

    const { run, totals } = await runBuilt(bench.options.out, {
      ...bench.target,
      deadline: undefined,
    });
    expect(totals.counts).toMatchObject({ unprocessed: ROWS });
    const { deadline: _deadline, ...target } = bench.target;
    const quotas = { minRecordsPerJob: 100, recordsPerJob: 1000 };
    const report = await retryRun(run, { ...target, quotas, belowMinimum: 'on-demand' });

    expect(report.totals).toMatchObject({ counts: { succeeded: ROWS }, retries: { rounds: 1 } });
    expect(bench.shop.emulator.jobs()).toHaveLength(2);
  });

  it('is refused beside a limit of costs, before anything is sent', async () => {
    await using bench = await open();

    const limited = runDataset(textRows(ROWS), { ...bench.options, maxCost: 1 });

    await expect(limited).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'maxCost' });
    expect(bench.shop.emulator.jobs()).toEqual([]);
  });
});
