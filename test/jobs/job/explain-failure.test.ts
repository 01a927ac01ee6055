import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../src/jobs/index.ts';

describe('explainFailure()', () => {
  it.each([
    [
      'Batch job contains less records (1) than the required minimum of: 100',
      '--below-minimum pad',
    ],
    ['Could not validate GetObject permissions to access S3 bucket: b at key k', 'kms:Decrypt'],
    ['Could not validate PutObject permissions to access S3 bucket b', 'kms:GenerateDataKey'],
    ['Could not validate ListBucket permissions for S3URI', 'region that the job runs in'],
    ["Customer doesn't have permissions to invokeModel", 'every destination region'],
  ])('knows %j', (message, part) => {
    expect(
      explainFailure(message)
        .map(({ hint }) => hint)
        .join('\n'),
    ).toContain(part);
  });

  it.each([undefined, '', 'Something else'])('gives nothing for %j', (message) => {
    expect(explainFailure(message)).toEqual([]);
  });
});
