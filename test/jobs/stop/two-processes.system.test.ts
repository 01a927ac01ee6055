import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { fetchJob } from '../../../src/jobs/bedrock/bedrock-calls.ts';
import { stopRun, submitJobs, watchRun } from '../../../src/jobs/index.ts';
import { saveSeen } from '../../../src/jobs/refresh/refresh-job.ts';
import { datasetOf, firstOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const MINUTE = 60_000;

describe('stopRun()', () => {
  it('asks all jobs to stop while another process watches the run', async () => {
    const { emulator, options, putShard } = await startBench({ recordsPerSecond: 0.1 });
    const dataset = await datasetOf(3);
    for (const { folder } of dataset.manifest.jobs) await putShard(folder);
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    const other = await openRun(dataset.folder);
    await emulator.advance(MINUTE);
    await watchRun(other, options).next();

    const stopped = await stopRun(run, options);

    expect(stopped.map(({ outcome }) => outcome)).toEqual(['asked', 'asked', 'asked']);
    const { state } = await openRun(dataset.folder);
    expect(state.jobs.map(({ attempts }) => attempts[0]?.seen?.status)).toEqual([
      'Stopping',
      'Stopping',
      'Stopping',
    ]);
  });
});

describe('saveSeen()', () => {
  async function benchWithJob() {
    const bench = await startBench();
    const dataset = await datasetOf(1);
    const run = await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
    const { folder, attempts } = firstOf(run.state.jobs);
    const first = firstOf(attempts);
    const look = () => fetchJob({ bedrock: bench.bedrock }, first.jobArn ?? '');
    return { ...bench, run, folder, first, look };
  }

  it('changes the attempt that made the job, also where a new one is being written', async () => {
    const { emulator, run, folder, first, look } = await benchWithJob();
    await emulator.advance(60 * MINUTE);
    const job = await look();

    const adding = run.addAttempt(folder, { attempt: 2, request: first.request });
    await Promise.all([adding, saveSeen(run, folder, job)]);

    const [before, after] = firstOf(run.state.jobs).attempts;
    expect(before?.seen?.status).toBe('Failed');
    expect(after).toEqual({ attempt: 2, request: first.request });
  });

  it('never takes back that a job has ended', async () => {
    const { emulator, run, folder, look } = await benchWithJob();
    const early = await look();
    await emulator.advance(60 * MINUTE);
    await saveSeen(run, folder, await look());

    await saveSeen(run, folder, early);

    expect(firstOf(run.state.jobs).attempts[0]?.seen?.status).toBe('Failed');
  });
});
