import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { fromIterable } from '../../../src/builders/index.ts';
import type { Run } from '../../../src/dataset/index.ts';
import { stopRun } from '../../../src/jobs/index.ts';
import {
  type JobOutcomes,
  manifestDifferences,
  type Outcome,
  type ReadOutcomesOptions,
  readOutcomes,
  sumOutcomes,
} from '../../../src/results/index.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

async function outcomesOf(run: Run, options: ReadOutcomesOptions) {
  const jobs: JobOutcomes[] = [];
  const outcomes: Outcome[] = [];
  for await (const outcome of readOutcomes(run, { ...options, onJob: (job) => jobs.push(job) }))
    outcomes.push(outcome);
  return { outcomes, jobs, totals: sumOutcomes(jobs) };
}

const idsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ recordId }) => recordId).sort();
const idsUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index + 1).padStart(8, '0'));

describe('readOutcomes()', () => {
  it('gives one outcome for each record, joined to row and record, in shuffled outputs', async () => {
    await using shop = await Workshop.open();
    const rows = textRows(120);
    const run = await shop.finish(
      await shop.submit(rows, {
        quotas: { minRecordsPerJob: 10, recordsPerFile: 50, recordsPerJob: 70 },
      }),
    );

    const { outcomes, totals, jobs } = await outcomesOf(run, {
      s3: shop.s3,
      source: fromIterable(rows),
      withRecord: true,
    });

    expect(idsOf(outcomes)).toEqual(idsUpTo(120));
    expect(outcomes.map(({ recordId }) => recordId)).not.toEqual(idsUpTo(120));
    for (const { recordId, row, record, status, usage, output } of outcomes) {
      expect(status).toBe('succeeded');
      expect(row).toEqual({ text: `text ${Number(recordId)}` });
      expect(record).toMatchObject({
        recordId,
        modelInput: { inputText: `text ${Number(recordId)}` },
      });
      expect(usage?.inputTokens).toBeGreaterThan(0);
      expect((output as { embedding: number[] }).embedding).toHaveLength(256);
    }
    const byPlace = outcomes.find(({ recordId }) => recordId === '00000071');
    expect(byPlace).toMatchObject({
      job: 'jobs/0001',
      shard: 'jobs/0001/shard-00000.jsonl',
      line: 1,
    });
    expect(totals).toMatchObject({
      records: 120,
      counts: { succeeded: 120, failed: 0 },
      anomalies: 0,
    });
    expect(jobs.map(({ outputManifest }) => outputManifest?.successRecordCount)).toEqual([70, 50]);
    expect(jobs[0]?.tokens.inputTokens).toBe(jobs[0]?.outputManifest?.inputTokenCount);
  });

  it('tells failures that may pass from refusals', async () => {
    const answer = ({ recordId }: { recordId: string }) => {
      if (recordId === '00000001') return { error: { errorCode: 429, errorMessage: 'slow down' } };
      if (recordId === '00000002') return { error: { errorCode: 400, errorMessage: 'bad body' } };
      return { embedding: [1], inputTextTokenCount: 3 };
    };
    await using shop = await Workshop.open({ answer });
    const run = await shop.finish(await shop.submit(textRows(10)));

    const { outcomes, totals } = await outcomesOf(run, { s3: shop.s3 });

    const errors = outcomes
      .filter(({ status }) => status === 'failed')
      .map(({ recordId, error }) => [recordId, error]);
    expect(errors.sort()).toEqual([
      ['00000001', { code: '429', message: 'slow down', retryable: true }],
      ['00000002', { code: '400', message: 'bad body', retryable: false }],
    ]);
    expect(totals.counts).toEqual({
      succeeded: 8,
      failed: 2,
      unprocessed: 0,
      missing: 0,
      rejected: 0,
    });
  });

  it('drops padding and counts it apart', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(
      await shop.submit(textRows(30), { quotas: { minRecordsPerJob: 100 }, belowMinimum: 'pad' }),
    );

    const { outcomes, totals, jobs } = await outcomesOf(run, { s3: shop.s3 });

    expect(idsOf(outcomes)).toEqual(idsUpTo(30));
    expect(totals).toMatchObject({ records: 30, paddingRecords: 70 });
    expect(jobs.flatMap(manifestDifferences)).toEqual([]);
    expect(totals.paddingTokens.inputTokens).toBeGreaterThan(0);
  });

  it('keeps what a stopped job finished, and calls the rest unprocessed', async () => {
    await using shop = await Workshop.open({ recordsPerSecond: 1 });
    const submitted = await shop.submit(textRows(60));
    await shop.emulator.advance(20_000);
    await stopRun(submitted, { bedrock: shop.bedrock });
    const run = await shop.finish(submitted);

    const { outcomes, totals } = await outcomesOf(run, { s3: shop.s3 });

    expect(idsOf(outcomes)).toEqual(idsUpTo(60));
    expect(totals.counts.succeeded).toBeGreaterThan(5);
    expect(totals.counts.unprocessed).toBe(60 - totals.counts.succeeded);
    expect(outcomes.find(({ status }) => status === 'unprocessed')?.reason).toBe('stopped');
  });

  it('keeps what a job finished before its time was up', async () => {
    await using shop = await Workshop.open({ recordsPerSecond: 1 / 3600 });
    const run = await shop.finish(await shop.submit(textRows(40)), 200 * 3_600_000);

    const { outcomes, totals } = await outcomesOf(run, { s3: shop.s3 });

    expect(run.state.jobs[0]?.attempts[0]?.seen?.status).toBe('PartiallyCompleted');
    expect(idsOf(outcomes)).toEqual(idsUpTo(40));
    expect(totals.counts.succeeded).toBeGreaterThan(10);
    expect(outcomes.find(({ status }) => status === 'unprocessed')?.reason).toBe('timed-out');
  });

  it('calls the records of an expired job expired', async () => {
    await using shop = await Workshop.open({ durations: { scheduled: 1_000 * 3_600_000 } });
    const run = await shop.finish(await shop.submit(textRows(5)), 500 * 3_600_000);

    const { outcomes } = await outcomesOf(run, { s3: shop.s3 });

    expect(outcomes.map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: 5 }, () => ['unprocessed', 'expired']),
    );
  });

  it('calls the records of a failed job job-failed', async () => {
    await using shop = await Workshop.open({ quotas: { minRecordsPerJob: 100 } });
    const run = await shop.finish(await shop.submit(textRows(5)));

    const { outcomes, jobs } = await outcomesOf(run, { s3: shop.s3 });

    expect(jobs[0]?.status).toBe('Failed');
    expect(
      outcomes.every(({ status, reason }) => status === 'unprocessed' && reason === 'job-failed'),
    ).toBe(true);
  });

  it('reports strangers, duplicates and lines that cannot be read, and calls a record without a line missing', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(6)));
    const listed = await shop.s3.send(new ListObjectsV2Command({ Bucket: 'data', Prefix: 'in/' }));
    const Key =
      listed.Contents?.map((object) => object.Key ?? '').find((key) =>
        key.endsWith('.jsonl.out'),
      ) ?? '';
    const body = await (
      await shop.s3.send(new GetObjectCommand({ Bucket: 'data', Key }))
    ).Body?.transformToString();
    const lines = (body ?? '')
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"00000004"'));
    const tampered = [
      ...lines,
      lines[0],
      lines[0]?.replace(/"recordId":"\d+"/, '"recordId":"who"'),
      '{"recordId":"00000001"',
      '{"recordId":"00000002"}',
    ];
    await shop.s3.send(
      new PutObjectCommand({ Bucket: 'data', Key, Body: `${tampered.join('\n')}\n` }),
    );

    const { outcomes, jobs } = await outcomesOf(run, { s3: shop.s3 });

    expect(idsOf(outcomes)).toEqual(idsUpTo(6));
    expect(outcomes.find(({ status }) => status === 'missing')?.recordId).toBe('00000004');
    expect(jobs[0]).toMatchObject({ anomalies: 4 });
    expect(jobs.flatMap(manifestDifferences)).toMatchObject([
      { what: 'successRecordCount', stated: 6, counted: 5 },
      { what: 'inputTokenCount' },
    ]);
    expect(jobs[0]?.anomalyExamples.map(({ kind }) => kind)).toEqual([
      'duplicate',
      'stranger',
      'unreadable',
      'unreadable',
    ]);
  });

  it('refuses to read jobs that run, and reads what is there when told to', async () => {
    await using shop = await Workshop.open({ recordsPerSecond: 1 });
    const run = await shop.submit(textRows(20));
    await shop.emulator.advance(10_000);

    await expect(outcomesOf(run, { s3: shop.s3 })).rejects.toMatchObject({ code: 'JOB_STATE' });
    const { outcomes } = await outcomesOf(run, { s3: shop.s3, partial: true });
    expect(outcomes.length).toBeLessThan(20);
  });

  it('says that a source has fewer rows than the dataset', async () => {
    await using shop = await Workshop.open();
    const run = await shop.finish(await shop.submit(textRows(10)));

    await expect(
      outcomesOf(run, { s3: shop.s3, source: fromIterable(textRows(9), { name: 'rows.csv' }) }),
    ).rejects.toMatchObject({
      code: 'SOURCE_DIFFERS',
      row: 10,
    });
  });
});
