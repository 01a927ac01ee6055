import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import type { AnswerFunction } from '../../../src/emulator/index.ts';
import type { Estimate } from '../../../src/pricing/index.ts';
import { type Outcome, readOutcomes, readSavedOutcomes } from '../../../src/results/index.ts';
import {
  type BegunRound,
  planRetry,
  type RetryRunOptions,
  type RunDatasetOptions,
  retryRun,
  runBuilt,
  runDataset,
} from '../../../src/run/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';
import { QUOTAS, target } from '../../support/retried-run.ts';

const runOptions = (shop: Workshop, more: Partial<RunDatasetOptions> = {}): RunDatasetOptions => ({
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{text}}',
  out: join(shop.folder, 'out'),
  quotas: QUOTAS,
  ...target(shop),
  ...more,
});

const retryOptions = (shop: Workshop, more: Partial<RetryRunOptions> = {}): RetryRunOptions => ({
  ...target(shop),
  quotas: QUOTAS,
  belowMinimum: 'pad',
  ...more,
});

/** Answers records that fail with 503 as often as it says, and counts how often each was asked. */
class Busy {
  readonly asked = new Map<string, number>();
  readonly #failures: (recordId: string) => number;

  constructor(failures: (recordId: string) => number) {
    this.#failures = failures;
  }

  readonly answer: AnswerFunction = ({ recordId }) => {
    const asked = (this.asked.get(recordId) ?? 0) + 1;
    this.asked.set(recordId, asked);
    if (asked <= this.#failures(recordId))
      return { error: { errorCode: 503, errorMessage: `busy ${asked}` } };
    return { embedding: [asked], inputTextTokenCount: 3 };
  };
}

const open = (busy: Busy, options: Parameters<typeof Workshop.open>[0] = {}) =>
  Workshop.open({
    timeScale: 50,
    quotas: { minRecordsPerJob: 10 },
    answer: busy.answer,
    ...options,
  });

async function outcomesIn(paths: readonly string[]): Promise<Outcome[]> {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  const lines = texts.flatMap((text) => text.trim().split('\n'));
  return lines.map((line) => JSON.parse(line) as Outcome);
}

const all = async (outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> => {
  const list: Outcome[] = [];
  for await (const outcome of outcomes) list.push(outcome);
  return list;
};

describe('retryRun()', () => {
  it('tries again until all succeed, and gives each record its best outcome', async () => {
    const busy = new Busy((id) => (id === '00000003' ? 2 : id <= '00000015' ? 1 : 0));
    await using shop = await open(busy);
    const { run, totals: before } = await runDataset(textRows(90), runOptions(shop));
    const begun: BegunRound[] = [];

    const report = await retryRun(
      run,
      retryOptions(shop, { onRound: (round) => begun.push(round) }),
    );

    expect(before.counts).toMatchObject({ succeeded: 75, failed: 15 });
    expect(report).toMatchObject({ left: undefined, failed: undefined });
    expect(report.totals).toMatchObject({
      records: 90,
      counts: { succeeded: 90, failed: 0 },
      tokens: { inputTokens: 3 * 90 },
      paddingRecords: 9,
      retries: { rounds: 2, records: 16 },
    });
    expect(begun.map(({ round, causes }) => [round, causes])).toEqual([
      [1, [{ status: 'failed', why: '503', records: 15, exhausted: 0 }]],
      [2, [{ status: 'failed', why: '503', records: 1, exhausted: 0 }]],
    ]);
    const outcomes = await outcomesIn(report.outcomes);
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(90);
    expect(outcomes).toHaveLength(90);
    for (const { recordId, row, attempts, retry, status } of outcomes) {
      expect(row).toEqual({ text: `text ${Number(recordId)}` });
      const times = busy.asked.get(recordId) ?? 0;
      expect({ attempts, status }).toEqual({ attempts: times, status: 'succeeded' });
      expect(retry?.round).toBe(times === 1 ? undefined : times - 1);
    }
    const third = outcomes.find(({ recordId }) => recordId === '00000003');
    expect(third).toMatchObject({ job: 'jobs/0000', line: 3, retry: { round: 2, line: 1 } });
  });

  it('spends one limit on all its rounds, and keeps what those before came to', async () => {
    const busy = new Busy((id) => (id <= '00000015' ? 2 : 0));
    await using shop = await open(busy);
    const { run } = await runDataset(textRows(90), runOptions(shop));
    const estimates: Estimate[] = [];
    const priced = retryOptions(shop, {
      ...{ priceIn: 1000, priceOut: 0, maxCost: 1e6 },
      onEstimate: (estimate) => estimates.push(estimate),
    });
    await planRetry(run, priced);
    const most = estimates[0]?.cost?.most ?? 0;

    const refused = retryRun(run, { ...priced, maxCost: most * 1.5 });

    await expect(refused).rejects.toMatchObject({
      ...{ code: 'COST_OVER_LIMIT', limit: most * 1.5, most: most * 2 },
      message: expect.stringContaining('the jobs of earlier rounds took up to'),
    });
    expect(busy.asked.get('00000001')).toBe(2);
    const { totals, rounds } = await retryRun(run, { ...priced, maxCost: most });
    expect(rounds).toHaveLength(2);
    expect(totals.counts).toMatchObject({ succeeded: 90, failed: 0 });
  });

  it('gives the same outcomes afterwards, by the readers of outcomes', async () => {
    await using shop = await open(new Busy((id) => (id <= '00000012' ? 1 : 0)));
    const { run } = await runDataset(textRows(30), runOptions(shop));
    const report = await retryRun(run, retryOptions(shop));
    const again = await openRun(run.dataset.folder);

    const read = await all(readOutcomes(again, { s3: shop.s3 }));

    const saved = await outcomesIn(report.outcomes);
    const withoutRows = saved.map(({ row: _row, ...outcome }) => outcome);
    const byId = (a: Outcome, b: Outcome) => a.recordId.localeCompare(b.recordId);
    expect([...read].sort(byId)).toEqual(withoutRows.sort(byId));
    expect([...(await all(readSavedOutcomes(again)))].sort(byId)).toEqual(saved.sort(byId));
  });

  it('is what the run itself reports when it is repeated', async () => {
    await using shop = await open(new Busy((id) => (id <= '00000012' ? 1 : 0)));
    const { run, rounds: before } = await runDataset(textRows(30), runOptions(shop));
    const { totals, rounds, outcomes } = await retryRun(run, retryOptions(shop));

    const again = await runBuilt(run.dataset, target(shop));

    expect(before).toEqual([]);
    expect(again).toMatchObject({ totals, rounds, outcomes });
    expect(again.totals.counts).toMatchObject({ succeeded: 30 });
    expect(shop.emulator.jobs()).toHaveLength(2);
  });

  it('does nothing when it is called again', async () => {
    const busy = new Busy((id) => (id <= '00000012' ? 1 : 0));
    await using shop = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(shop));
    const first = await retryRun(run, retryOptions(shop));

    const again = await retryRun(await openRun(run.dataset.folder), retryOptions(shop));

    expect(again.totals).toEqual(first.totals);
    expect(again.outcomes).toEqual(first.outcomes);
    expect(shop.emulator.jobs()).toHaveLength(2);
  });

  it('asks no record more often than it may', async () => {
    const busy = new Busy((id) => (id <= '00000012' ? 99 : 0));
    await using shop = await open(busy);
    const { run } = await runDataset(textRows(30), runOptions(shop));

    const report = await retryRun(run, retryOptions(shop, { maxAttempts: 4 }));

    expect(Math.max(...busy.asked.values())).toBe(4);
    expect(report.totals.counts).toMatchObject({ succeeded: 18, failed: 12 });
    expect(report.left).toEqual({
      records: 12,
      why: 'attempts',
      causes: [{ status: 'failed', why: '503', records: 0, exhausted: 12 }],
    });
    const more = await retryRun(run, retryOptions(shop, { maxAttempts: 5 }));
    expect(more.rounds).toHaveLength(4);
    expect(Math.max(...busy.asked.values())).toBe(5);
  });
});
