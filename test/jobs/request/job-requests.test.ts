import { describe, expect, it } from 'vitest';
import { jobRequests } from '../../../src/jobs/index.ts';
import { INPUT_URI, MODEL, manifestOf, ROLE } from '../fixture.ts';

const options = {
  inputUri: INPUT_URI,
  outputUri: 's3://bucket/texts-0123456789ab-output/',
  roleArn: ROLE,
};

describe('jobRequests()', () => {
  it('makes one request per job folder, each s3Uri ending in a slash', () => {
    const jobs = jobRequests({ manifest: manifestOf(2) }, options);

    expect(jobs.map(({ folder, attempt }) => [folder, attempt])).toEqual([
      ['jobs/0000', 1],
      ['jobs/0001', 1],
    ]);
    expect(jobs.map(({ request }) => request.inputDataConfig.s3InputDataConfig)).toEqual([
      { s3Uri: `${INPUT_URI}jobs/0000/`, s3InputFormat: 'JSONL' },
      { s3Uri: `${INPUT_URI}jobs/0001/`, s3InputFormat: 'JSONL' },
    ]);
    expect(jobs[0]?.request.jobName).toMatch(/^texts-[0-9a-f]{10}-0000-1$/);
  });

  it('takes model and invocation type of the dataset and leaves out what is not asked for', () => {
    const [job] = jobRequests({ manifest: manifestOf(1) }, options);

    expect(Object.keys(job?.request ?? {}).sort()).toEqual([
      'clientRequestToken',
      'inputDataConfig',
      'jobName',
      'modelId',
      'modelInvocationType',
      'outputDataConfig',
      'roleArn',
    ]);
    expect(job?.request).toMatchObject({ modelId: MODEL, modelInvocationType: 'InvokeModel' });
  });

  it('puts every option at its place in the API', () => {
    const [job] = jobRequests(
      { manifest: manifestOf(1) },
      {
        ...options,
        model: 'amazon.nova-lite-v1:0',
        modelInvocationType: 'Converse',
        jobNamePrefix: 'nightly',
        clientRequestToken: 'token1',
        vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1', 'sg-2'] },
        timeoutDurationInHours: 48,
        tags: [{ key: 'team', value: 'data' }],
        outputKmsKey: 'alias/outputs',
        inputBucketOwner: '111111111111',
        outputBucketOwner: '222222222222',
      },
    );

    expect(job?.request).toEqual({
      jobName: 'nightly',
      roleArn: ROLE,
      clientRequestToken: 'token1',
      modelId: 'amazon.nova-lite-v1:0',
      modelInvocationType: 'Converse',
      inputDataConfig: {
        s3InputDataConfig: {
          s3Uri: `${INPUT_URI}jobs/0000/`,
          s3InputFormat: 'JSONL',
          s3BucketOwner: '111111111111',
        },
      },
      outputDataConfig: {
        s3OutputDataConfig: {
          s3Uri: options.outputUri,
          s3EncryptionKeyId: 'alias/outputs',
          s3BucketOwner: '222222222222',
        },
      },
      vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1', 'sg-2'] },
      timeoutDurationInHours: 48,
      tags: [{ key: 'team', value: 'data' }],
    });
  });

  it('takes a chosen name as a prefix with several jobs, and another one for each attempt', () => {
    const attempts = { 'jobs/0001': 3 };
    const jobs = jobRequests(
      { manifest: manifestOf(2) },
      { ...options, jobNamePrefix: 'nightly', attempts },
    );

    expect(jobs.map(({ request }) => request.jobName)).toEqual(['nightly-0000', 'nightly-0001-3']);
  });

  it('never sends a chosen token for a second attempt', () => {
    const request = { ...options, clientRequestToken: 'token1', attempts: { 'jobs/0000': 2 } };
    const [job] = jobRequests({ manifest: manifestOf(1) }, request);

    expect(job?.request.clientRequestToken).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses one token for several jobs', () => {
    const call = () =>
      jobRequests({ manifest: manifestOf(2) }, { ...options, clientRequestToken: 'token1' });

    expect(call).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', option: 'clientRequestToken' }),
    );
  });

  it.each([
    ['the output inside the input', `${INPUT_URI}out/`],
    ['the input inside the output', 's3://bucket/'],
    ['both the same', INPUT_URI],
  ])('refuses %s', (_, outputUri) => {
    const call = () => jobRequests({ manifest: manifestOf(1) }, { ...options, outputUri });

    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTION', option: 'outputUri' }));
  });

  it.each([
    ['jobNamePrefix', { jobNamePrefix: 'my_job' }],
    ['jobNamePrefix', { jobNamePrefix: 'n'.repeat(64) }],
    ['roleArn', { roleArn: 'BatchRole' }],
    ['clientRequestToken', { clientRequestToken: '-' }],
    ['model', { model: 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc' }],
    ['inputUri', { inputUri: 's3://bucket/day=1/' }],
    ['outputUri', { outputUri: 's3://bucket/a b/' }],
    ['outputKmsKey', { outputKmsKey: 'my key' }],
    ['inputBucketOwner', { inputBucketOwner: '123' }],
    ['outputBucketOwner', { outputBucketOwner: '123' }],
    ['vpcConfig.subnetIds', { vpcConfig: { subnetIds: [], securityGroupIds: ['sg-1'] } }],
    ['vpcConfig.subnetIds[0]', { vpcConfig: { subnetIds: ['a_b'], securityGroupIds: ['sg-1'] } }],
    ['timeoutDurationInHours', { timeoutDurationInHours: 23 }],
    ['tags[0].key', { tags: [{ key: '', value: 'x' }] }],
    ['modelInvocationType', { modelInvocationType: 'Chat' as 'Converse' }],
  ])('names the option %s where Bedrock would refuse it', (option, change) => {
    const call = () => jobRequests({ manifest: manifestOf(1) }, { ...options, ...change });

    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTION', option }));
  });
});
