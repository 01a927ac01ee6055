import { describe, expect, it } from 'vitest';
import { stopJob, stopRun, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;

describe('stopJob()', () => {
  it('stops a job, and tells when it was asked before or has ended', async () => {
    const { emulator, options, bedrock, calls } = await startBench();
    await submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);
    const jobArn = emulator.jobs()[0]?.jobArn ?? '';

    const first = await stopJob(jobArn, { bedrock });
    const second = await stopJob(jobArn, { bedrock });
    await emulator.advance(HOUR);
    const third = await stopJob(jobArn, { bedrock });

    expect(first).toEqual({ jobArn, outcome: 'asked', status: 'Stopping' });
    expect(second).toEqual({ jobArn, outcome: 'stopping', status: 'Stopping' });
    expect(third).toEqual({ jobArn, outcome: 'ended', status: 'Stopped' });
    expect(calls('StopModelInvocationJob')).toBe(1);
  });

  it('is not an error where the job ends in between', async () => {
    const { emulator, options, bedrock, fail } = await startBench();
    await submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);
    const jobArn = emulator.jobs()[0]?.jobArn ?? '';
    fail(({ operation }) => {
      if (operation !== 'StopModelInvocationJob') return undefined;
      void emulator.advance(HOUR);
      return { delay: 50 };
    });

    expect(await stopJob(jobArn, { bedrock })).toMatchObject({
      outcome: 'ended',
      status: 'Failed',
    });
  });

  it('throws where there is no such job', async () => {
    const { bedrock } = await startBench();
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/aaaaaaaaaaaa';

    await expect(stopJob(arn, { bedrock })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});

describe('stopRun()', () => {
  it('stops what still runs and keeps what it saw', async () => {
    const { emulator, options, bedrock, putShard } = await startBench({ recordsPerSecond: 1 });
    const dataset = await datasetOf(2);
    await putShard('jobs/0000');
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    await emulator.advance(10_000);
    expect(emulator.jobs().map(({ status }) => status)).toEqual(['InProgress', 'Failed']);

    const stopped = await stopRun(run, { bedrock });

    expect(stopped.map(({ outcome }) => outcome)).toEqual(['asked', 'ended']);
    expect(run.state.jobs.map(({ attempts }) => attempts[0]?.seen?.status)).toEqual([
      'Stopping',
      'Failed',
    ]);
  });
});
