import type { S3HomeOptions } from '../io/index.ts';
import type { AnyOptions } from './run-options.ts';

/** Says how a dataset in S3 is reached by the options of its run. */
export function homeOptions({
  s3,
  region,
  profile,
  endpoint,
  expectedBucketOwner,
}: Pick<AnyOptions, keyof S3HomeOptions>): S3HomeOptions {
  return { s3, region, profile, endpoint, expectedBucketOwner };
}
