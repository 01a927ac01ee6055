import { describe, expect, it } from 'vitest';
import { jobRequests } from '../../../src/jobs/index.ts';
import { readJob } from '../../../src/jobs/job/job-details.ts';
import { differencesFrom } from '../../../src/jobs/request/differences-from.ts';
import { firstOf, INPUT_URI, manifestOf, ROLE } from '../fixture.ts';

function ask(change: object = {}) {
  return firstOf(
    jobRequests(
      { manifest: manifestOf(1) },
      {
        inputUri: INPUT_URI,
        outputUri: 's3://bucket/out/',
        roleArn: ROLE,
        ...change,
      },
    ),
  ).request;
}

function found(change: object = {}) {
  const reply = {
    ...ask(),
    jobArn: 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghij12',
    status: 'Submitted',
    submitTime: new Date(0),
    modelInvocationType: undefined,
    timeoutDurationInHours: 24,
    $metadata: {},
    ...change,
  };
  return readJob(reply as Parameters<typeof readJob>[0]);
}

describe('differencesFrom()', () => {
  it('sees none in what Bedrock adds or writes in another way', () => {
    const modelId = `arn:aws:bedrock:us-east-1::foundation-model/${ask().modelId}`;

    expect(differencesFrom(ask(), found())).toEqual([]);
    expect(differencesFrom(ask(), found({ modelId }))).toEqual([]);
  });

  it('takes the ARN of an application inference profile for its id', () => {
    const modelId =
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghij12';

    expect(differencesFrom(ask({ model: 'abcdefghij12' }), found({ modelId }))).toEqual([]);
  });

  it.each([
    ['role', { roleArn: `${ROLE}2` }],
    ['model', { model: 'amazon.nova-lite-v1:0' }],
    ['invocation type', { modelInvocationType: 'Converse' }],
    ['input', { inputUri: 's3://bucket/other/' }],
    ['output', { outputUri: 's3://bucket/other/' }],
    ['timeout', { timeoutDurationInHours: 48 }],
  ])('names another %s', (field, change) => {
    expect(differencesFrom(ask(change), found()).map((difference) => difference.field)).toEqual([
      field,
    ]);
  });
});
