import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { type Outcome, readOutcomes } from '../../../src/results/index.ts';
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

const runOptions = (
  shop: Workshop,
  more: Partial<RunDatasetOptions<TextRow>> = {},
): RunDatasetOptions<TextRow> => ({
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{text}}',
  out: join(shop.folder, 'out'),
  quotas: QUOTAS,
  ...target(shop),
  ...more,
});

/** A workshop whose models are asked on demand too. */
async function open(busy: BusyTexts) {
  const shop = await Workshop.open({
    timeScale: 50,
    quotas: { minRecordsPerJob: 10 },
    answer: busy.answer,
  });
  const { clientConfig } = shop.emulator;
  const runtime = new runtimeSdk.BedrockRuntimeClient({ ...clientConfig, maxAttempts: 1 });
  const options = (more: Partial<RetryRunOptions> = {}): RetryRunOptions => ({
    ...target(shop),
    runtime,
    quotas: QUOTAS,
    belowMinimum: 'on-demand',
    ...more,
  });
  return {
    shop,
    options,
    [Symbol.asyncDispose]: async () => {
      runtime.destroy();
      await shop[Symbol.asyncDispose]();
    },
  };
}

async function outcomesIn([path = '']: readonly string[]): Promise<readonly Outcome[]> {
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Outcome);
}

const countAsked = ({ asked }: BusyTexts) =>
  [...asked.values()].reduce((sum, times) => sum + times, 0);

describe('retryRun() below the minimum of a job', () => {
  it('asks on demand, and gives each record its best outcome', async () => {
    const busy = new BusyTexts((text) => (text <= 5 ? text % 3 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));

    const report = await retryRun(run, bench.options());

    expect(report).toMatchObject({ left: undefined, failed: undefined });
    expect(report.rounds.map(({ asked, isDone }) => ({ asked, isDone }))).toEqual([
      { asked: 'on-demand', isDone: true },
      { asked: 'on-demand', isDone: true },
    ]);
    expect(report.totals).toMatchObject({
      records: 30,
      counts: { succeeded: 30, failed: 0 },
      tokens: { inputTokens: 3 * 30 },
      paddingRecords: 0,
      retries: { rounds: 2, records: 6, onDemand: 6, tokens: { inputTokens: 3 * 4 } },
    });
    expect(bench.shop.emulator.jobs()).toHaveLength(1);
    const outcomes = await outcomesIn(report.outcomes);
    expect(outcomes).toHaveLength(30);
    for (const { recordId, row, attempts, asked, retry, line, usage } of outcomes) {
      const text = `text ${Number(recordId)}`;
      const times = busy.asked.get(text);
      expect({ row, attempts, usage }).toMatchObject({
        row: { text },
        attempts: times,
        usage: { inputTokens: 3 },
      });
      expect(line).toBe(Number(recordId));
      expect({ asked, retry }).toEqual(
        times === 1
          ? { asked: undefined, retry: undefined }
          : { asked: 'on-demand', retry: { round: Number(times) - 1 } },
      );
    }
  });

  it('does nothing when it is called again, and its outcomes are those of the readers', async () => {
    const busy = new BusyTexts((text) => (text <= 5 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));
    const first = await retryRun(run, bench.options());
    const before = countAsked(busy);

    const opened = await openRun(run.dataset.folder);
    const again = await retryRun(opened, bench.options());

    expect(again).toMatchObject({ totals: first.totals, outcomes: first.outcomes });
    expect(countAsked(busy)).toBe(before);
    const saved = await outcomesIn(first.outcomes);
    const read: Outcome[] = [];
    for await (const outcome of readOutcomes(opened, { s3: bench.shop.s3 })) read.push(outcome);
    const byId = (a: Outcome, b: Outcome) => a.recordId.localeCompare(b.recordId);
    expect(read.sort(byId)).toEqual(saved.map(({ row: _row, ...rest }) => rest).sort(byId));
  });

  it('asks no record more often than it may, jobs and requests together', async () => {
    const busy = new BusyTexts((text) => (text <= 4 ? 99 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(20), runOptions(bench.shop));

    const report = await retryRun(run, bench.options({ maxAttempts: 3 }));

    expect(Math.max(...busy.asked.values())).toBe(3);
    expect(report.totals.counts).toMatchObject({ succeeded: 16, failed: 4 });
    expect(report.left).toMatchObject({ records: 4, why: 'attempts' });
    const [first] = await outcomesIn(report.outcomes).then((all) =>
      all.filter(({ status }) => status === 'failed'),
    );
    expect(first).toMatchObject({
      asked: 'on-demand',
      attempts: 3,
      error: { code: '424', message: 'busy 3', retryable: true },
    });
  });

  it('asks by a job where there are enough, and the few that are left then on demand', async () => {
    const busy = new BusyTexts((text) => (text <= 3 ? 2 : text <= 12 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(40), runOptions(bench.shop));

    const report = await retryRun(run, bench.options());

    expect(report.rounds.map(({ asked }) => asked)).toEqual([undefined, 'on-demand']);
    expect(report.totals).toMatchObject({
      counts: { succeeded: 40 },
      retries: { records: 15, onDemand: 3 },
    });
  });

  it('asks nothing again that was answered before it was interrupted', async () => {
    const busy = new BusyTexts((text) => (text <= 8 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));
    const interruption = new AbortController();
    const answers = join(run.dataset.folder, 'runs/main/retries/0001-on-demand/answers.jsonl');
    let left = 6;
    busy.onAsked = () => {
      left -= 1;
      if (left === 0) interruption.abort(new Error('enough'));
    };

    const cut = retryRun(run, bench.options({ signal: interruption.signal }));
    await expect(cut).rejects.toThrow('enough');
    const kept = (await readFile(answers, 'utf8')).trim().split('\n');
    // a process that is killed while it writes leaves a part of a line
    await appendFile(answers, '{"recordId":"0000');
    busy.onAsked = () => undefined;
    const before = new Map(busy.asked);
    const report = await retryRun(await openRun(run.dataset.folder), bench.options());

    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(8);
    for (const line of kept) {
      const { modelInput } = JSON.parse(line) as { modelInput: { inputText: string } };
      expect(busy.asked.get(modelInput.inputText)).toBe(before.get(modelInput.inputText));
    }
    expect(report.totals.counts).toMatchObject({ succeeded: 30 });
    expect(report.totals.retries).toMatchObject({ rounds: 2, records: 8, onDemand: 8 });
  });

  it('gives rows that share an answer what became of their record', async () => {
    const busy = new BusyTexts((text) => (text === 2 ? 1 : 0));
    await using bench = await open(busy);
    const rows = [...textRows(12), { text: 'text 2' }, { text: 'text 2' }];
    const { run } = await runDataset(rows, runOptions(bench.shop, { dedupe: true }));

    const { outcomes, totals } = await retryRun(run, bench.options());

    const shared = (await outcomesIn(outcomes)).filter(({ row }) => {
      const { text } = row as TextRow;
      return text === 'text 2';
    });
    expect(shared.map(({ status, asked, attempts }) => ({ status, asked, attempts }))).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'succeeded', asked: 'on-demand', attempts: 2 })),
    );
    expect(shared.map(({ usage }) => usage?.inputTokens)).toEqual([3, undefined, undefined]);
    expect(totals).toMatchObject({ counts: { succeeded: 14 }, tokens: { inputTokens: 36 } });
    expect(busy.asked.get('text 2')).toBe(2);
  });

  it('builds a round anew that nothing of was answered, such as for a job', async () => {
    const busy = new BusyTexts((text) => (text <= 5 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));
    const silent = { send: () => Promise.reject(new Error('no')), destroy: () => undefined };
    const asking = retryRun(run, bench.options({ runtime: silent }));
    await expect(asking).rejects.toMatchObject({ code: 'JOB_NOT_SENT' });

    const report = await retryRun(run, bench.options({ belowMinimum: 'pad' }));

    expect(report.totals).toMatchObject({ counts: { succeeded: 30 }, retries: { rounds: 1 } });
    expect(report.rounds[0]?.asked).toBeUndefined();
  });

  it('asks nobody where the run is at an endpoint that is not given again', async () => {
    const busy = new BusyTexts((text) => (text <= 5 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));
    const before = countAsked(busy);

    const asking = retryRun(run, bench.options({ runtime: undefined }));

    await expect(asking).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'endpoint' });
    expect(countAsked(busy)).toBe(before);
  });
});

describe('planRetry() below the minimum of a job', () => {
  it('says what would be asked on demand, and asks nothing', async () => {
    const busy = new BusyTexts((text) => (text <= 5 ? 1 : 0));
    await using bench = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(bench.shop));
    const before = countAsked(busy);

    const { round, submission, left } = await planRetry(run, bench.options());

    expect(round).toMatchObject({
      round: 1,
      asked: 'on-demand',
      causes: [{ status: 'failed', why: '424', records: 5, exhausted: 0 }],
    });
    expect(round?.dataset.manifest).toMatchObject({ records: 5, padding: [] });
    expect({ submission, left }).toEqual({ submission: undefined, left: undefined });
    expect(countAsked(busy)).toBe(before);
  });
});
