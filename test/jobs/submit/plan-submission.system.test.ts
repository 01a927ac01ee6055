import { describe, expect, it } from 'vitest';
import { planSubmission, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI, ROLE } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

describe('planSubmission()', () => {
  it('gives the very requests that are sent, and writes and sends nothing', async () => {
    const { emulator, options, calls } = await startBench();
    const dataset = await datasetOf(2);

    const plan = await planSubmission({ dataset, uri: INPUT_URI }, options);
    expect(calls('CreateModelInvocationJob')).toBe(0);
    expect(await dataset.store.load('runs/main/run.json')).toBeUndefined();
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(plan).toMatchObject({ target: run.state.target, outputUri: run.state.outputUri });
    expect(plan.jobs.map(({ step, request }) => ({ step, request }))).toEqual(
      run.state.jobs.map(({ attempts }) => ({ step: 'create', request: attempts[0]?.request })),
    );
    expect(emulator.jobs()).toHaveLength(2);
  });

  it('keeps what is there, and makes a new attempt at what failed with nothing', async () => {
    const { emulator, options, putShard, bedrock } = await startBench();
    const { waitForRun } = await import('../../../src/jobs/index.ts');
    const dataset = await datasetOf(2);
    await putShard('jobs/0000');
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    await emulator.advance(3_600_000);
    await waitForRun(run, { bedrock });

    const plan = await planSubmission({ dataset, uri: INPUT_URI }, options);

    expect(plan.jobs.map(({ step, attempt }) => [step, attempt])).toEqual([
      ['keep', 1],
      ['create', 2],
    ]);
  });

  it('refuses another target like submitting does', async () => {
    const { options } = await startBench();
    const dataset = await datasetOf(1);
    await submitJobs({ dataset, uri: INPUT_URI }, options);

    const planning = planSubmission(
      { dataset, uri: INPUT_URI },
      { ...options, endpointName: 'aws' },
    );

    await expect(planning).rejects.toMatchObject({ code: 'RUN_TARGET_DIFFERS' });
  });

  it('needs no client of the caller', async () => {
    const dataset = await datasetOf(1);

    const plan = await planSubmission(
      { dataset, uri: INPUT_URI },
      { roleArn: ROLE, region: 'eu-west-1' },
    );

    expect(plan.target).toEqual({ region: 'eu-west-1', account: '123456789012', endpoint: 'aws' });
  });
});

describe('a place that stands in run.json', () => {
  it('is not written to unless it is given again', async () => {
    const { options } = await startBench();
    const dataset = await datasetOf(1);
    const upload = { dataset, uri: INPUT_URI };
    const elsewhere = { ...options, outputUri: 's3://elsewhere/out/' };
    await submitJobs(upload, elsewhere);

    await expect(planSubmission(upload, options)).rejects.toMatchObject({
      code: 'RUN_TARGET_DIFFERS',
      message: expect.stringMatching(/for the output "s3:\/\/elsewhere\/out\/"/),
    });
    await expect(planSubmission(upload, elsewhere)).resolves.toMatchObject({
      jobs: [{ step: 'keep' }],
    });
  });
});
