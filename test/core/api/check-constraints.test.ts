import { describe, expect, it } from 'vitest';
import { checkConstraints } from '../../../src/core/index.ts';

const request = {
  jobName: 'run1-00001',
  roleArn: 'arn:aws:iam::123456789012:role/BatchRole',
  modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://input/run1/', s3InputFormat: 'JSONL' } },
  outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://output/run1/' } },
};

function findings(overrides: Record<string, unknown>) {
  return checkConstraints('CreateModelInvocationJobRequest', { ...request, ...overrides }).map(
    ({ path, rule }) => `${path} ${rule}`,
  );
}

describe('checkConstraints()', () => {
  it('finds nothing in a request that is right', () => {
    expect(
      findings({ timeoutDurationInHours: 24, tags: [], modelInvocationType: 'Converse' }),
    ).toEqual([]);
  });

  it.each([
    [{ jobName: 'bad_name' }, ['jobName pattern']],
    [{ jobName: '' }, ['jobName min-length', 'jobName pattern']],
    [{ jobName: 'a'.repeat(64) }, ['jobName max-length']],
    [{ jobName: 7 }, ['jobName type']],
    [{ roleArn: undefined }, ['roleArn present']],
    [{ timeoutDurationInHours: 23 }, ['timeoutDurationInHours min-value']],
    [{ timeoutDurationInHours: 169 }, ['timeoutDurationInHours max-value']],
    [{ timeoutDurationInHours: 24.5 }, ['timeoutDurationInHours type']],
    [{ modelInvocationType: 'Invoke' }, ['modelInvocationType enum']],
    [{ inputDataConfig: {} }, ['inputDataConfig one-member']],
    [
      { outputDataConfig: { s3OutputDataConfig: {} } },
      ['outputDataConfig.s3OutputDataConfig.s3Uri present'],
    ],
    [
      { vpcConfig: { subnetIds: [], securityGroupIds: ['sg_1'] } },
      ['vpcConfig.subnetIds min-length', 'vpcConfig.securityGroupIds[0] pattern'],
    ],
    [{ tags: [{ key: 'a' }] }, ['tags[0].value present']],
    [{ timeout: 24 }, ['timeout known']],
  ])('says what is wrong with %j', (overrides, expected) => {
    expect(findings(overrides)).toEqual(expected);
  });

  it('says what is expected and what is there', () => {
    const [finding] = checkConstraints('CreateModelInvocationJobRequest', {
      ...request,
      jobName: 'a'.repeat(64),
    });

    expect(finding).toMatchObject({ expected: 'at most 63 characters', received: '64 characters' });
  });

  it('answers where the pattern of the API model would not in a lifetime', () => {
    expect(findings({ jobName: `a${'-'.repeat(61)}_` })).toEqual(['jobName pattern']);
    expect(findings({ clientRequestToken: `a${'-'.repeat(254)}_` })).toEqual([
      'clientRequestToken pattern',
    ]);
    expect(findings({ modelId: `${'a-'.repeat(1000)}!` })).toEqual(['modelId pattern']);
  });
});
