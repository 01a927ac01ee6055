import { describe, expect, it } from 'vitest';
import { requireJobArn } from '../../../src/jobs/job/job-arn.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghij12';

describe('requireJobArn()', () => {
  it('keeps an ARN', () => {
    expect(requireJobArn(ARN, { region: 'eu-west-1', account: '999999999999' })).toBe(ARN);
  });

  it.each([
    ['us-east-1', 'aws'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('completes an id in %s', (region, partition) => {
    const arn = requireJobArn('abcdefghij12', { region, account: '123456789012' });

    expect(arn).toBe(
      `arn:${partition}:bedrock:${region}:123456789012:model-invocation-job/abcdefghij12`,
    );
  });

  it('passes an id on where the account is not known', () => {
    expect(requireJobArn('abcdefghij12', { region: 'us-east-1' })).toBe('abcdefghij12');
  });

  it.each(['', 'abc', 'ABCDEFGHIJ12', 'arn:aws:s3:::bucket', `${ARN}/more`])(
    'refuses %j',
    (job) => {
      expect(() => requireJobArn(job)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION', option: 'job' }),
      );
    },
  );
});
