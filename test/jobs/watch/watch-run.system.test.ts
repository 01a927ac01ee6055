import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import {
  type RunSnapshot,
  snapshotOf,
  submitJobs,
  waitForRun,
  watchRun,
} from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI, MODEL } from '../fixture.ts';
import { ESTIMATE } from '../measure/estimate-fixture.ts';
import { startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;
const BROKEN = { status: 500, code: 'InternalServerException', message: 'broken' };

async function benchWithRun(jobs = 1, recordsPerSecond = 1) {
  const bench = await startBench({ recordsPerSecond });
  const dataset = await datasetOf(jobs);
  await bench.putShard('jobs/0000');
  const run = await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
  return { ...bench, dataset, run };
}

describe('watchRun()', () => {
  it('yields the statuses as they come and ends with the job', async () => {
    const { emulator, options, run } = await benchWithRun();
    const statuses = new Set<unknown>();
    const snapshots: RunSnapshot[] = [];

    for await (const snapshot of watchRun(run, { ...options, sleep: () => emulator.advance(60) })) {
      statuses.add(snapshot.jobs[0]?.status);
      snapshots.push(snapshot);
      if (statuses.has('InProgress')) await emulator.advance(20_000);
    }

    expect([...statuses]).toEqual([
      'Submitted',
      'Validating',
      'Scheduled',
      'InProgress',
      'Completed',
    ]);
    expect(snapshots.map(({ done }) => done)).toEqual([
      ...Array<boolean>(snapshots.length - 1).fill(false),
      true,
    ]);
  });

  it('gives no counts before Bedrock counts, and then its own', async () => {
    const { emulator, options, run } = await benchWithRun();
    const watching = watchRun(run, { ...options, sleep: () => emulator.advance(30_000) });

    const first = await watching.next();
    const second = await watching.next();
    await watching.return(undefined);

    expect((first.value as RunSnapshot).jobs[0]).toMatchObject({
      status: 'Submitted',
      counts: undefined,
    });
    const counts = (second.value as RunSnapshot).jobs[0]?.counts;
    expect(counts).toMatchObject({ total: 100, failed: 0 });
    expect(counts?.processed).toBeGreaterThan(0);
    expect(counts?.processed).toBeLessThan(100);
  });

  it('knows the total of the whole dataset from the start, not only of the jobs that have counts', async () => {
    const { emulator, options, run, dataset } = await benchWithRun(3);
    const { records } = dataset.manifest;
    const totals = new Set<number>();
    const measures: RunSnapshot['measure'][] = [];

    for await (const seen of watchRun(run, { ...options, sleep: () => emulator.advance(30_000) })) {
      totals.add(seen.records.total);
      measures.push(seen.measure);
    }

    expect(records).toBe(300);
    expect([...totals]).toEqual([300]);
    const submitted = [{ status: 'Submitted', jobs: 3 }];
    expect(measures[0]).toMatchObject({ done: 0, total: 300, statuses: submitted });
    expect(measures.at(-1)).toMatchObject({
      ...{ done: 100, total: 300, left: undefined },
      statuses: [
        { status: 'Completed', jobs: 1 },
        { status: 'Failed', jobs: 2 },
      ],
    });
  });

  it('measures how fast it goes, and what it has cost so far by an estimate', async () => {
    const { emulator, options, run } = await benchWithRun();
    const estimate = { ...ESTIMATE, model: MODEL };
    const sleep = () => emulator.advance(30_000);
    const measures: RunSnapshot['measure'][] = [];

    for await (const seen of watchRun(run, { ...options, sleep, estimate }))
      measures.push(seen.measure);

    expect(measures[0]).toMatchObject({ rate: undefined, cost: { low: 0, high: 0 } });
    expect(measures.at(-1)?.rate).toBeGreaterThan(0);
    expect(measures.at(-1)?.cost).toEqual({ low: 1, high: 3, isEstimated: true });
  });

  it('measures some of the jobs where it is told which', async () => {
    const { emulator, options, run } = await benchWithRun(3);
    await emulator.advance(HOUR);

    const { measure } = await waitForRun(run, { ...options, jobs: ['jobs/0000'] });

    expect(measure).toMatchObject({ done: 100, total: 100 });
    expect(measure?.statuses).toEqual([{ status: 'Completed', jobs: 1 }]);
    expect(measure).not.toHaveProperty('cost');
  });

  it('counts all records of a job that is Completed without counts', async () => {
    const { run } = await benchWithRun();
    const [job] = run.state.jobs;
    const { attempt = 0, jobArn = '' } = job?.attempts[0] ?? {};
    const seen = { at: '2026-01-01T00:00:00Z', status: 'Completed' } as const;
    await run.keepSeen('jobs/0000', { jobArn, seen, replaces: () => true });

    expect(attempt).toBe(1);
    expect(snapshotOf(run).records).toEqual({ total: 100, processed: 100, failed: 0 });
  });

  it('keeps what it saw in run.json, where another process finds it', async () => {
    const { emulator, options, run, dataset } = await benchWithRun(2);
    await emulator.advance(HOUR);

    const last = await waitForRun(run, options);

    expect(last.jobs.map(({ status }) => status)).toEqual(['Completed', 'Failed']);
    expect(last.jobs[1]?.message).toBeTypeOf('string');
    const reopened = await openRun(dataset.folder);
    expect(reopened.state.jobs.map(({ attempts }) => attempts[0]?.seen)).toEqual(
      run.state.jobs.map(({ attempts }) => attempts[0]?.seen),
    );
    expect(reopened.state.jobs[0]?.attempts[0]?.seen).toMatchObject({ status: 'Completed' });
  });

  it('asks nothing more about jobs that have ended', async () => {
    const { emulator, options, run, calls } = await benchWithRun();
    await emulator.advance(HOUR);
    await waitForRun(run, options);
    const before = calls('GetModelInvocationJob');

    const snapshot = await waitForRun(run, options);

    expect(snapshot.done).toBe(true);
    expect(calls('GetModelInvocationJob')).toBe(before);
  });

  it('goes on over errors that pass, with the last known statuses', async () => {
    const { emulator, options, run, fail } = await benchWithRun();
    let broken = 3;
    fail(({ operation }) =>
      operation === 'GetModelInvocationJob' && broken-- > 0 ? BROKEN : undefined,
    );
    await emulator.advance(HOUR);
    const statuses: unknown[] = [];

    for await (const { jobs } of watchRun(run, options)) statuses.push(jobs[0]?.status);

    expect(statuses).toEqual(['Submitted', 'Submitted', 'Submitted', 'Completed']);
  });

  it('says since when the network is gone, and goes on once it is back', async () => {
    const { emulator, options, run, fail } = await benchWithRun();
    fail(({ operation }) => (operation === 'GetModelInvocationJob' ? { hangUp: true } : undefined));
    const seenAt: RunSnapshot[] = [];
    let waits = 0;
    const sleep = async () => {
      waits += 1;
      if (waits < 40) return;
      fail(() => undefined);
      await emulator.advance(HOUR);
    };

    for await (const seen of watchRun(run, { ...options, sleep })) {
      seenAt.push(seen);
    }

    const looks = seenAt.map(({ unanswered }) => unanswered?.looks);
    expect(looks).toEqual([...Array.from({ length: 40 }, (_, index) => index + 1), undefined]);
    const since = new Set(seenAt.map(({ unanswered }) => unanswered?.since));
    expect(since.size).toBe(2);
    expect(seenAt[0]?.unanswered?.reason).toMatch(/^GetModelInvocationJob of/);
    expect(seenAt.slice(0, -1).every(({ measure }) => measure === undefined)).toBe(true);
    expect(seenAt.at(-1)?.measure).toMatchObject({ done: 100, total: 100 });
  });

  it('gives up after an hour of waits without an answer, and says how to go on', async () => {
    const { options, run, fail } = await benchWithRun();
    fail(() => BROKEN);
    const delays: number[] = [];
    const sleep = async (milliseconds: number) => {
      delays.push(milliseconds);
    };

    await expect(waitForRun(run, { ...options, sleep })).rejects.toMatchObject({
      code: 'JOB_REQUEST',
      isRetryable: true,
      message: expect.stringMatching(
        /; no answer to 6\d looks since .*, and what was submitted runs on$/,
      ) as string,
      hint: expect.stringContaining('it goes on watching') as string,
    });
    const waited = delays.reduce((sum, delay) => sum + delay, 0);
    expect(waited).toBeGreaterThanOrEqual(HOUR);
    expect(waited).toBeLessThan(HOUR + 60_000);
  });

  it('throws at once what cannot pass', async () => {
    const { options, run, fail, calls } = await benchWithRun();
    fail(() => ({ status: 403, code: 'AccessDeniedException', message: 'no' }));
    const before = calls('GetModelInvocationJob');

    await expect(waitForRun(run, options)).rejects.toMatchObject({ code: 'JOB_ACCESS_DENIED' });
    expect(calls('GetModelInvocationJob')).toBe(before + 1);
  });

  it('waits longer each time, up to the most', async () => {
    const { emulator, options, run } = await benchWithRun();
    const delays: number[] = [];
    const sleep = async (milliseconds: number) => {
      delays.push(milliseconds);
      if (delays.length === 6) await emulator.advance(HOUR);
    };

    await waitForRun(run, { ...options, sleep, pollSeconds: { first: 2, most: 6 } });

    expect(delays).toEqual([2000, 3000, 4500, 6000, 6000, 6000]);
  });

  it('ends with the reason of the signal', async () => {
    const { run, bedrock } = await benchWithRun();
    const controller = new AbortController();
    const reason = new Error('enough');
    const watching = watchRun(run, { bedrock, signal: controller.signal });
    await watching.next();

    controller.abort(reason);

    await expect(watching.next()).rejects.toBe(reason);
  });

  it('needs a client where the run only names its endpoint', async () => {
    const { options } = await startBench();
    const dataset = await datasetOf(1);
    const run = await submitJobs(
      { dataset, uri: INPUT_URI },
      { ...options, endpointName: 'local', run: 'local' },
    );

    await expect(waitForRun(run)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'endpoint',
    });
  });

  it.each([
    [0, 10],
    [10, 5],
    [Number.NaN, 5],
  ])('refuses to poll from %s to %s seconds', async (first, most) => {
    const { run, options } = await benchWithRun();

    const watching = waitForRun(run, { ...options, pollSeconds: { first, most } });

    await expect(watching).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'pollSeconds' });
  });
});
