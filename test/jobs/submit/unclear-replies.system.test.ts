import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/dataset/index.ts';
import { submitJobs } from '../../../src/jobs/index.ts';
import type { Reply } from '../../support/reply-proxy.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBenchBehind } from '../with-emulator.ts';

const arn = (place: string, id = 'abcdefghij12') =>
  JSON.stringify({ jobArn: `arn:aws:bedrock:${place}:model-invocation-job/${id}` });

/** Replies that do not say what was asked for. */
const UNCLEAR: readonly (readonly [string, Partial<Reply>])[] = [
  ['another account', { body: arn('us-east-1:999999999999') }],
  ['another region', { body: arn('eu-west-1:123456789012') }],
  ['another shape', { body: JSON.stringify({ jobArn: 'arn:aws:s3:::bucket' }) }],
  ['an id that is no id', { body: arn('us-east-1:123456789012', 'ABC') }],
  ['a bare id', { body: JSON.stringify({ jobArn: 'abcdefghij12' }) }],
  [
    'a partition that run.json would not be trusted with',
    {
      body: JSON.stringify({
        jobArn: 'arn:aws-A/B:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghij12',
      }),
    },
  ],
  ['an ARN with a line of its own', { body: arn('us-east-1:123456789012', 'abcdefghij12\nx') }],
  ['nothing', { body: '' }],
  ['an empty object', { body: '{}' }],
  ['an empty ARN', { body: '{"jobArn":""}' }],
  ['a number for the ARN', { body: '{"jobArn":5}' }],
  ['null for the ARN', { body: '{"jobArn":null}' }],
  [
    'a page',
    { body: '<html><body>Sign in</body></html>', headers: { 'content-type': 'text/html' } },
  ],
];

describe('submitJobs() with replies to Create that name no job as asked for', () => {
  it.each(UNCLEAR)('asks again with the same token after %s', async (_, reply) => {
    const { emulator, options, proxy } = await startBenchBehind(({ method, count }) =>
      method === 'POST' && count <= 2 ? reply : undefined,
    );
    const steps: string[] = [];

    const run = await submitJobs(
      { dataset: await datasetOf(1), uri: INPUT_URI },
      { ...options, onProgress: ({ step }) => steps.push(step) },
    );

    const sent = proxy.calls.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(steps).toEqual(['sending', 'repeating', 'repeating', 'submitted']);
    expect(sent).toEqual([sent[0], sent[0], sent[0]]);
    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it.each(UNCLEAR)('gives up in the end after %s, and goes on later', async (_, reply) => {
    let isBroken = true;
    const { emulator, options, proxy } = await startBenchBehind(({ method }) =>
      method === 'POST' && isBroken ? reply : undefined,
    );
    const dataset = await datasetOf(1);

    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toMatchObject({
      code: 'JOB_REPLY_UNKNOWN',
      isRetryable: true,
      message: expect.stringContaining('the job may exist') as string,
    });
    expect(proxy.calls.length).toBeLessThanOrEqual(10);
    isBroken = false;
    const again = await openDataset(dataset.folder);
    const run = await submitJobs({ dataset: again, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it('asks again, when it is called again, where the job that was named is not there', async () => {
    const { emulator, options } = await startBenchBehind(({ method, count }) =>
      method === 'POST' && count === 1
        ? { body: arn('us-east-1:123456789012', 'zzzzzzzzzz99') }
        : undefined,
    );
    const dataset = await datasetOf(1);

    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toMatchObject({
      code: 'JOB_REPLY_UNKNOWN',
      isRetryable: true,
      message: expect.stringContaining('zzzzzzzzzz99", which Bedrock does not find') as string,
    });
    const again = await openDataset(dataset.folder);
    const run = await submitJobs({ dataset: again, uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it('says which ARN came, and where the job should be', async () => {
    const { options } = await startBenchBehind(({ method }) =>
      method === 'POST' ? { body: arn('us-east-1:999999999999') } : undefined,
    );

    const submitting = submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);

    await expect(submitting).rejects.toThrow(
      /names "arn:aws:bedrock:us-east-1:999999999999:.*", which is not a job of account 123456789012 in us-east-1/,
    );
  });
});

describe('submitJobs() with replies to Get that name another job', () => {
  it.each([
    ['nothing', { body: '{}' }],
    ['a page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
    ['another job', { body: arn('us-east-1:123456789012', 'zzzzzzzzzz99') }],
  ])('looks again after %s', async (_, reply) => {
    const { emulator, options } = await startBenchBehind(({ method, count }) =>
      method === 'GET' && count <= 2 ? reply : undefined,
    );

    const run = await submitJobs({ dataset: await datasetOf(1), uri: INPUT_URI }, options);

    expect(emulator.jobs()).toHaveLength(1);
    expect(run.state.jobs[0]?.attempts[0]?.seen?.status).toBe('Submitted');
  });
});
