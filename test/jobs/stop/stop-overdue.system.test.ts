import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { type Deadline, submitJobs, watchJob, watchRun } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;
const STOP = 'StopModelInvocationJob';
const DENIED = { status: 403, code: 'AccessDeniedException', message: 'not allowed to stop' };
const deadline: Deadline = { afterSeconds: 5.5 * 3_600, then: 'stop' };

/** A run of one job that Bedrock begins 12 hours after it has validated it. */
async function benchWithRun() {
  const bench = await startBench({ durations: { scheduled: 12 * HOUR } });
  const dataset = await datasetOf(1);
  await bench.putShard('jobs/0000');
  const run = await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
  return { ...bench, dataset, run };
}

describe('watchRun() with a deadline', () => {
  it('stops a job that sits in Scheduled when it is over, and waits for its end', async () => {
    const { emulator, options, run, dataset, calls } = await benchWithRun();
    const seen: unknown[] = [];

    const sleep = () => emulator.advance(HOUR);
    for await (const { jobs, done } of watchRun(run, { ...options, deadline, sleep })) {
      seen.push([jobs[0]?.status, jobs[0]?.stopAsked, done]);
    }

    const scheduled = Array.from({ length: 5 }, () => ['Scheduled', undefined, false]);
    expect(seen).toEqual([
      ['Submitted', undefined, false],
      ...scheduled,
      ['Stopping', 'deadline', false],
      ['Stopped', 'deadline', true],
    ]);
    expect(calls(STOP)).toBe(1);
    const { state } = await openRun(dataset.folder);
    expect(state.jobs[0]?.attempts[0]).toMatchObject({
      stopAsked: 'deadline',
      seen: { status: 'Stopped', counts: { processed: 0 } },
    });
  });

  it('counts from the submission, in whatever process it is watched', async () => {
    const { emulator, options, dataset, calls } = await benchWithRun();
    await emulator.advance(6 * HOUR);
    const reopened = await openRun(dataset.folder);

    const watching = watchRun(reopened, { ...options, deadline });
    const first = await watching.next();
    await watching.return(undefined);

    expect(first.value).toMatchObject({ jobs: [{ status: 'Stopping', stopAsked: 'deadline' }] });
    expect(calls(STOP)).toBe(1);
  });

  it('lets a job go on that has begun by then', async () => {
    const bench = await startBench({ recordsPerSecond: 0.01 });
    const dataset = await datasetOf(1);
    await bench.putShard('jobs/0000');
    const { emulator, options } = bench;
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    const short: Deadline = { afterSeconds: 5_400, then: 'stop' };
    const statuses: unknown[] = [];

    const sleep = () => emulator.advance(HOUR);
    for await (const { jobs } of watchRun(run, { ...options, deadline: short, sleep })) {
      statuses.push(jobs[0]?.status);
    }

    expect(statuses.filter((status) => status === 'InProgress').length).toBeGreaterThanOrEqual(2);
    expect(statuses.at(-1)).toBe('Completed');
    expect(bench.calls(STOP)).toBe(0);
  });

  it('writes down why before it asks, and ends with the error where it may not ask', async () => {
    const { emulator, options, run, dataset, fail } = await benchWithRun();
    await emulator.advance(6 * HOUR);
    fail(({ operation }) => (operation === STOP ? DENIED : undefined));

    const watching = watchRun(run, { ...options, deadline });
    await expect(watching.next()).rejects.toMatchObject({ code: 'JOB_ACCESS_DENIED' });

    const { state } = await openRun(dataset.folder);
    expect(state.jobs[0]?.attempts[0]).toMatchObject({
      stopAsked: 'deadline',
      seen: { status: 'Scheduled' },
    });
  });

  it('refuses one that cannot be before it asks anything', async () => {
    const { options, run, calls } = await benchWithRun();
    const before = calls('GetModelInvocationJob');

    const watching = watchRun(run, { ...options, deadline: { afterSeconds: 0, then: 'stop' } });

    await expect(watching.next()).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    expect(calls('GetModelInvocationJob')).toBe(before);
  });
});

describe('submitJobs() with a deadline', () => {
  it('stops jobs that hold the quota of concurrent ones, so that the others come in', async () => {
    const { emulator, options, calls, putShard } = await startBench({
      durations: { scheduled: 12 * HOUR },
      quotas: { concurrentJobs: 1 },
    });
    const dataset = await datasetOf(2);
    for (const folder of ['jobs/0000', 'jobs/0001']) await putShard(folder);
    const sleep = () => emulator.advance(HOUR);

    const run = await submitJobs({ dataset, uri: INPUT_URI }, { ...options, deadline, sleep });

    expect(run.state.jobs.map(({ attempts }) => attempts[0]?.stopAsked)).toEqual([
      'deadline',
      undefined,
    ]);
    expect(calls(STOP)).toBe(1);
    expect(emulator.jobs().map(({ status }) => status)).toEqual(['Stopped', 'Submitted']);
  });
});

describe('watchJob() with a deadline', () => {
  it('stops the job and says so once', async () => {
    const { emulator, options, run, calls } = await benchWithRun();
    const jobArn = run.state.jobs[0]?.attempts[0]?.jobArn ?? '';
    const statuses: unknown[] = [];
    let told = 0;

    const sleep = () => emulator.advance(HOUR);
    const onOverdue = () => {
      told += 1;
    };
    for await (const { status } of watchJob(jobArn, { ...options, deadline, sleep, onOverdue })) {
      statuses.push(status);
    }

    expect(statuses.slice(-3)).toEqual(['Scheduled', 'Stopping', 'Stopped']);
    expect(told).toBe(1);
    expect(calls(STOP)).toBe(1);
  });
});
