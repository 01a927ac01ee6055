import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobName, requestDigest, requestToken } from '../../../src/dataset/index.ts';

describe('job names and tokens', () => {
  const request = {
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    modelId: 'm',
    modelInvocationType: 'InvokeModel',
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://bucket/in/', s3InputFormat: 'JSONL' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket/out/' } },
  } as const;

  it('are the same for the same request and attempt, and different for any other', () => {
    const digest = requestDigest(request, 'dataset', 'main');

    expect(requestDigest({ ...request }, 'dataset', 'main')).toBe(digest);
    expect(requestDigest(request, 'dataset', 'second')).not.toBe(digest);
    expect(requestDigest({ ...request, timeoutDurationInHours: 24 }, 'dataset', 'main')).not.toBe(
      digest,
    );
    expect(requestToken(digest, 1)).not.toBe(requestToken(digest, 2));
    expect(jobName('movies', digest, { job: 0, attempt: 1 })).toMatch(
      /^movies-[0-9a-f]{10}-0000-1$/,
    );
  });

  it('are never longer than Bedrock takes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(99_999),
        fc.integer({ min: 1, max: 999 }),
        (name, job, attempt) => {
          const made = jobName(name, requestDigest(request, 'd', 'r'), { job, attempt });
          expect(made).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9+\-.]{0,62}$/);
        },
      ),
    );
  });
});
