import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDataset } from '../../../src/dataset/index.ts';
import { getJob, jobRequests, type SubmitProgress, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, firstOf, INPUT_URI, MODEL, ROLE } from '../fixture.ts';
import { failFirst, startBench } from '../with-emulator.ts';

const THROTTLED = { status: 429, code: 'ThrottlingException', message: 'slow down' };
const DENIED = { status: 403, code: 'AccessDeniedException', message: 'not authorized' };
const BROKEN = { status: 500, code: 'InternalServerException', message: 'broken' };
const HOUR = 3_600_000;
/** Signatures are taken for five minutes. */
const MINUTE = 60_000;

afterEach(() => vi.useRealTimers());

describe('submitJobs()', () => {
  it('submits one job per folder and keeps what Bedrock answers', async () => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(3);

    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(3);
    expect(run.name).toBe('main');
    expect(run.state.target).toEqual({
      region: 'us-east-1',
      account: '123456789012',
      endpoint: emulator.endpoint,
    });
    expect(run.state.outputUri).toBe('s3://bucket/texts-0123456789ab-output/');
    for (const { folder, attempts } of run.state.jobs) {
      expect(attempts).toHaveLength(1);
      expect(attempts[0]?.request.inputDataConfig.s3InputDataConfig.s3Uri).toBe(
        `${INPUT_URI}${folder}/`,
      );
      expect(attempts[0]?.jobArn).toMatch(/model-invocation-job\/[a-z0-9]{12}$/);
      expect(attempts[0]?.seen?.status).toBe('Submitted');
    }
  });

  it('lets every field of the API come back from Get', async () => {
    const { emulator, options, bedrock } = await startBench();
    const dataset = await datasetOf(1);
    const fields = {
      outputUri: 's3://elsewhere/out/',
      jobNamePrefix: 'nightly-1.0',
      clientRequestToken: 'token-1',
      vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] },
      timeoutDurationInHours: 72,
      tags: [{ key: 'team', value: 'data' }],
      outputKmsKey: 'arn:aws:kms:us-east-1:123456789012:alias/outputs',
      inputBucketOwner: '123456789012',
      outputBucketOwner: '123456789012',
    };

    const run = await submitJobs({ dataset, uri: INPUT_URI }, { ...options, ...fields });

    const { tags, jobNamePrefix: jobName, ...shown } = fields;
    const jobArn = run.state.jobs[0]?.attempts[0]?.jobArn ?? '';
    expect(await getJob(jobArn, { bedrock })).toMatchObject({
      ...shown,
      jobName,
      jobArn,
      jobId: jobArn.slice(-12),
      roleArn: ROLE,
      modelId: MODEL,
      modelInvocationType: 'InvokeModel',
      inputUri: `${INPUT_URI}jobs/0000/`,
      status: 'Submitted',
    });
    expect(emulator.jobs()[0]?.tags).toEqual(tags);
  });

  it('does nothing the second time, also in another process', async () => {
    const { emulator, options, calls } = await startBench();
    const dataset = await datasetOf(2);
    await submitJobs({ dataset, uri: INPUT_URI }, options);
    const steps: SubmitProgress[] = [];

    const again = await openDataset(dataset.folder);
    await submitJobs(
      { dataset: again, uri: INPUT_URI },
      { ...options, onProgress: (step) => steps.push(step) },
    );

    expect(emulator.jobs()).toHaveLength(2);
    expect(calls('CreateModelInvocationJob')).toBe(2);
    expect(steps.map(({ step, submitted, jobs }) => [step, submitted, jobs])).toEqual([
      ['kept', 1, 2],
      ['kept', 2, 2],
    ]);
  });

  it.each([
    ['the reply is lost', { after: 'hangUp' }],
    ['the request is lost', { hangUp: true }],
    ['Bedrock breaks', BROKEN],
    ['Bedrock throttles', THROTTLED],
  ] as const)(
    'asks again with the same name and token where %s: one job exists',
    async (_, fault) => {
      const { emulator, options, calls, fail } = await startBench();
      const dataset = await datasetOf(1);
      const steps: string[] = [];
      fail(failFirst('CreateModelInvocationJob', 2, fault));

      const run = await submitJobs(
        { dataset, uri: INPUT_URI },
        {
          ...options,
          onProgress: ({ step }) => steps.push(step),
        },
      );

      expect(steps).toEqual(['sending', 'repeating', 'repeating', 'submitted']);
      expect(calls('CreateModelInvocationJob')).toBe(3);
      expect(emulator.jobs().map(({ jobArn }) => jobArn)).toEqual([
        run.state.jobs[0]?.attempts[0]?.jobArn,
      ]);
    },
  );

  it('gives up on replies that stay unclear, and goes on from run.json: one job exists', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    fail(({ operation }) =>
      operation === 'CreateModelInvocationJob' ? { after: 'hangUp' } : undefined,
    );

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, options);
    await expect(submitting).rejects.toMatchObject({
      code: 'JOB_REPLY_UNKNOWN',
      isRetryable: true,
      message: expect.stringContaining('0 of 1 job of the run are submitted') as string,
    });
    fail(() => undefined);
    const again = await openDataset(dataset.folder);
    const run = await submitJobs({ dataset: again, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it('writes the request down before it is sent: a crash in between makes no second job', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    const crash = new AbortController();
    fail(({ operation }) => {
      if (operation === 'CreateModelInvocationJob') crash.abort(new Error('killed'));
      return undefined;
    });

    const submitting = submitJobs(
      { dataset, uri: INPUT_URI },
      { ...options, signal: crash.signal },
    );
    await expect(submitting).rejects.toThrow('killed');
    await expect.poll(() => emulator.jobs().length).toBe(1);
    fail(() => undefined);
    const again = await openDataset(dataset.folder);
    const run = await submitJobs({ dataset: again, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.request.jobName).toBe(emulator.jobs()[0]?.jobName);
  });

  it('adopts a job that a lost run had made, and says since when it exists', async () => {
    const { emulator, options, bedrock } = await startBench();
    const dataset = await datasetOf(1);
    const outputUri = 's3://bucket/texts-0123456789ab-output/';
    const job = firstOf(jobRequests(dataset, { inputUri: INPUT_URI, outputUri, roleArn: ROLE }));
    const { clientRequestToken: _, ...request } = job.request;
    await bedrock.send(new CreateModelInvocationJobCommand(request as never));
    const steps: SubmitProgress[] = [];

    await submitJobs(
      { dataset, uri: INPUT_URI },
      { ...options, onProgress: (step) => steps.push(step) },
    );

    expect(emulator.jobs()).toHaveLength(1);
    expect(steps.map(({ step }) => step)).toEqual(['sending', 'looking', 'adopted']);
    expect(steps.at(-1)?.since).toBe(emulator.jobs()[0]?.submitTime.toISOString());
  });

  it('finds the job of a lost run by its token, minutes later', async () => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(1);
    await submitJobs({ dataset, uri: INPUT_URI }, options);
    await rm(join(dataset.folder, 'runs'), { recursive: true });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * MINUTE });
    const steps: SubmitProgress[] = [];

    await submitJobs(
      { dataset, uri: INPUT_URI },
      { ...options, onProgress: (step) => steps.push(step) },
    );

    expect(emulator.jobs()).toHaveLength(1);
    expect(steps.map(({ step }) => step)).toEqual(['sending', 'adopted']);
  });

  it('steps over an empty failed job that a lost run had made', async () => {
    const { emulator, options, bedrock } = await startBench();
    const dataset = await datasetOf(1);
    const outputUri = 's3://bucket/texts-0123456789ab-output/';
    const job = firstOf(jobRequests(dataset, { inputUri: INPUT_URI, outputUri, roleArn: ROLE }));
    const { clientRequestToken: _, ...request } = job.request;
    await bedrock.send(new CreateModelInvocationJobCommand(request as never));
    await emulator.advance(HOUR);
    expect(emulator.jobs()[0]?.status).toBe('Failed');

    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(2);
    expect(run.state.jobs[0]?.attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('refuses a job of another request under the chosen name, and leaves no attempt', async () => {
    const { emulator, options } = await startBench();
    const first = await datasetOf(1);
    const second = await datasetOf(1, { name: 'other' });
    const named = { ...options, jobNamePrefix: 'nightly' };
    await submitJobs({ dataset: first, uri: INPUT_URI }, named);

    const submitting = submitJobs({ dataset: second, uri: 's3://bucket/other/' }, named);

    await expect(submitting).rejects.toMatchObject({
      code: 'JOB_DIFFERS',
      jobName: 'nightly',
      jobArn: emulator.jobs()[0]?.jobArn,
    });
    expect(emulator.jobs()).toHaveLength(1);
    const repaired = await submitJobs({ dataset: second, uri: 's3://bucket/other/' }, options);
    expect(repaired.state.jobs[0]?.attempts).toHaveLength(1);
    expect(emulator.jobs()).toHaveLength(2);
  });

  it('refuses what a chosen token had been sent for before', async () => {
    const { options } = await startBench();
    const first = await datasetOf(1);
    const second = await datasetOf(1, { name: 'other' });
    const chosen = { ...options, clientRequestToken: 'token' };
    await submitJobs({ dataset: first, uri: INPUT_URI }, chosen);

    const submitting = submitJobs({ dataset: second, uri: 's3://bucket/other/' }, chosen);

    await expect(submitting).rejects.toMatchObject({ code: 'JOB_DIFFERS' });
  });

  it('tells that a name is taken where no such job shows up', async () => {
    const { options, fail, calls } = await startBench();
    const dataset = await datasetOf(1);
    const conflict = {
      status: 400,
      code: 'ConflictException',
      message: 'The provided job name is currently in use',
    };
    fail(failFirst('CreateModelInvocationJob', 1, conflict));

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, options);

    await expect(submitting).rejects.toMatchObject({ code: 'JOB_NAME_TAKEN' });
    expect(calls('ListModelInvocationJobs')).toBeGreaterThan(3);
  });

  it('waits for a free slot where the quota is full, and looks at its own jobs meanwhile', async () => {
    const { emulator, options, putShard } = await startBench({ quotas: { concurrentJobs: 1 } });
    const dataset = await datasetOf(3);
    for (const folder of ['jobs/0000', 'jobs/0001', 'jobs/0002']) await putShard(folder);
    const steps: SubmitProgress[] = [];

    const run = await submitJobs(
      { dataset, uri: INPUT_URI },
      {
        ...options,
        sleep: () => emulator.advance(HOUR),
        onProgress: (step) => steps.push(step),
      },
    );

    expect(steps.filter(({ step }) => step === 'waiting').length).toBeGreaterThanOrEqual(2);
    expect(steps.filter(({ step }) => step === 'submitted')).toHaveLength(3);
    expect(emulator.jobs()).toHaveLength(3);
    expect(
      run.state.jobs.filter(({ attempts }) => attempts[0]?.seen?.status === 'Completed').length,
    ).toBeGreaterThanOrEqual(1);
  });

  it('waits for a slot until the signal aborts', async () => {
    const { emulator, options } = await startBench({ quotas: { concurrentJobs: 1 } });
    const dataset = await datasetOf(2);
    const reason = new Error('enough');
    const controller = new AbortController();
    let waits = 0;
    const sleep = async () => {
      waits += 1;
      if (waits === 5) controller.abort(reason);
    };

    const submitting = submitJobs(
      { dataset, uri: INPUT_URI },
      { ...options, sleep, signal: controller.signal },
    );

    await expect(submitting).rejects.toBe(reason);
    expect(emulator.jobs()).toHaveLength(1);
  });

  it('makes a second attempt at a job that failed with nothing processed, under another name', async () => {
    const { emulator, options, putShard } = await startBench();
    const dataset = await datasetOf(2);
    await putShard('jobs/0000');
    await submitJobs({ dataset, uri: INPUT_URI }, options);
    await emulator.advance(HOUR);
    expect(emulator.jobs().map(({ status }) => status)).toEqual(['Completed', 'Failed']);
    await putShard('jobs/0001');

    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(run.state.jobs.map(({ attempts }) => attempts.length)).toEqual([1, 2]);
    expect(emulator.jobs()[2]?.jobName).toMatch(/-0001-2$/);
    const [first, second] = run.state.jobs[1]?.attempts ?? [];
    expect(first?.seen).toMatchObject({ status: 'Failed', counts: { processed: 0 } });
    expect(second?.request.clientRequestToken).not.toBe(first?.request.clientRequestToken);
  });

  it('never submits a stopped job again that had processed something', async () => {
    const { emulator, options, putShard, bedrock } = await startBench({ recordsPerSecond: 1 });
    const dataset = await datasetOf(1);
    await putShard('jobs/0000');
    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);
    await emulator.advance(10_000);
    const { stopRun } = await import('../../../src/jobs/index.ts');
    await stopRun(run, { bedrock });
    await emulator.advance(10_000);
    expect(emulator.jobs()[0]).toMatchObject({ status: 'Stopped' });
    expect(emulator.jobs()[0]?.processedRecordCount).toBeGreaterThan(0);

    await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
  });

  it('forgets an attempt that was surely refused, so that a corrected request can follow', async () => {
    const { emulator, options, fail, calls } = await startBench();
    const dataset = await datasetOf(1);
    fail(failFirst('CreateModelInvocationJob', 1, DENIED));

    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toMatchObject({
      code: 'JOB_ACCESS_DENIED',
      message: expect.stringContaining('0 of 1 job') as string,
    });
    const changed = { ...options, timeoutDurationInHours: 48 };
    const run = await submitJobs({ dataset, uri: INPUT_URI }, changed);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts).toHaveLength(1);
    expect(calls('ListModelInvocationJobs')).toBe(0);
  });

  it('keeps a refused attempt whose request may have arrived before: its job is found', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    fail(({ operation, count }) => {
      if (operation !== 'CreateModelInvocationJob') return undefined;
      return count === 1 ? { after: 'hangUp' } : DENIED;
    });
    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toMatchObject({
      code: 'JOB_ACCESS_DENIED',
    });
    fail(() => undefined);

    const changed = { ...options, timeoutDurationInHours: 48 };
    const again = await openDataset(dataset.folder);
    await submitJobs({ dataset: again, uri: INPUT_URI }, changed);

    expect(emulator.jobs()).toHaveLength(1);
  });

  it('looks for the job of an unclear request before it sends a changed one', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    fail(({ operation }) =>
      operation === 'CreateModelInvocationJob' ? { after: 'hangUp' } : undefined,
    );
    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toThrow();
    fail(() => undefined);

    const changed = { ...options, timeoutDurationInHours: 48 };
    const run = await submitJobs(
      { dataset: await openDataset(dataset.folder), uri: INPUT_URI },
      changed,
    );

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it('sends a changed request where the unclear one made no job', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    fail(({ operation }) =>
      operation === 'CreateModelInvocationJob' ? { hangUp: true } : undefined,
    );
    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toThrow();
    fail(() => undefined);

    const changed = { ...options, timeoutDurationInHours: 48 };
    const run = await submitJobs(
      { dataset: await openDataset(dataset.folder), uri: INPUT_URI },
      changed,
    );

    expect(emulator.jobs()).toHaveLength(1);
    expect(
      run.state.jobs[0]?.attempts.map(({ request }) => request.timeoutDurationInHours),
    ).toEqual([48]);
  });

  it('stops at the first refusal and says how many jobs are submitted', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(3);
    fail(({ operation, count }) =>
      operation === 'CreateModelInvocationJob' && count === 2 ? DENIED : undefined,
    );

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, { ...options, concurrency: 1 });

    await expect(submitting).rejects.toMatchObject({
      code: 'JOB_ACCESS_DENIED',
      message: expect.stringContaining('1 of 3 jobs of the run are submitted') as string,
    });
    expect(emulator.jobs()).toHaveLength(1);
  });

  it('does not wait for a slot any longer where another job was refused', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(2);
    const full = { status: 400, code: 'ServiceQuotaExceededException', message: 'full' };
    fail(({ operation, count }) => {
      if (operation !== 'CreateModelInvocationJob') return undefined;
      return count === 1 ? full : DENIED;
    });
    const sleep = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, { ...options, sleep });

    await expect(submitting).rejects.toMatchObject({ code: 'JOB_ACCESS_DENIED' });
    expect(emulator.jobs()).toHaveLength(0);
  });

  it('refuses another target, never a second payment', async () => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(1);
    await submitJobs({ dataset, uri: INPUT_URI }, options);

    for (const change of [{ endpointName: 'local' }, { outputUri: 's3://other/out/' }]) {
      const submitting = submitJobs({ dataset, uri: INPUT_URI }, { ...options, ...change });
      await expect(submitting).rejects.toMatchObject({ code: 'RUN_TARGET_DIFFERS' });
    }
    expect(emulator.jobs()).toHaveLength(1);
  });

  it('does everything anew in a run of another name', async () => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(1);
    await submitJobs({ dataset, uri: INPUT_URI }, options);

    const second = await submitJobs({ dataset, uri: INPUT_URI }, { ...options, run: 'second' });

    expect(second.name).toBe('second');
    expect(emulator.jobs()).toHaveLength(2);
  });

  it('does not mix the outcomes of two models in one run', async () => {
    const { options } = await startBench();
    const dataset = await datasetOf(1);
    await submitJobs({ dataset, uri: INPUT_URI }, options);

    const other = { ...options, model: 'amazon.nova-lite-v1:0', allowUnchecked: true };

    await expect(submitJobs({ dataset, uri: INPUT_URI }, other)).rejects.toMatchObject({
      code: 'JOB_DIFFERS',
    });
  });

  it('waits for a Get that comes before the job shows', async () => {
    const { options, fail } = await startBench();
    const dataset = await datasetOf(1);
    const missing = { status: 404, code: 'ResourceNotFoundException', message: 'not yet' };
    fail(failFirst('GetModelInvocationJob', 2, missing));

    const run = await submitJobs({ dataset, uri: INPUT_URI }, options);

    expect(run.state.jobs[0]?.attempts[0]?.seen?.status).toBe('Submitted');
  });

  it('names wrong credentials', async () => {
    const { emulator, options } = await startBench();
    const { makeBedrockClient } = await import('../../../src/jobs/index.ts');
    const bedrock = await makeBedrockClient({ region: 'us-east-1', endpoint: emulator.endpoint });
    bedrock.config.credentials = async () => ({ accessKeyId: 'test', secretAccessKey: 'wrong' });

    const submitting = submitJobs(
      { dataset: await datasetOf(1), uri: INPUT_URI },
      { ...options, bedrock },
    );

    await expect(submitting).rejects.toMatchObject({ code: 'JOB_CREDENTIALS' });
    bedrock.destroy();
  });

  it.each([
    ['concurrency', { concurrency: 0 }],
    ['roleArn', { roleArn: 'arn:aws:iam:::role/NoAccount' }],
    ['run', { run: 'a/b' }],
  ])('refuses %s before anything is written', async (option, change) => {
    const { emulator, options } = await startBench();
    const dataset = await datasetOf(1);

    const submitting = submitJobs({ dataset, uri: INPUT_URI }, { ...options, ...change });

    await expect(submitting).rejects.toMatchObject({ code: 'INVALID_OPTION', option });
    expect(await dataset.store.load('runs/main/run.json')).toBeUndefined();
    expect(emulator.jobs()).toHaveLength(0);
  });

  it('needs an output where the dataset fills its bucket', async () => {
    const { options } = await startBench();

    const submitting = submitJobs({ dataset: await datasetOf(1), uri: 's3://bucket/' }, options);

    await expect(submitting).rejects.toMatchObject({ code: 'INVALID_OPTION', option: 'outputUri' });
  });
});
