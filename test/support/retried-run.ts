import type { Workshop } from './emulated-run.ts';

/** Quotas of runs that are tried again: few records make a job. */
export const QUOTAS = { minRecordsPerJob: 10, recordsPerJob: 40 };

/** Where the jobs of a run and of its retries go, and how often they are looked at. */
export const target = (shop: Workshop) =>
  ({
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    endpointName: 'local',
    pollSeconds: { first: 0.02, most: 0.1 },
  }) as const;
