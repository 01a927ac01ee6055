import type { Run } from '../../dataset/index.ts';
import type { S3HomeOptions } from '../../io/index.ts';
import { type AwsFlags, awsOptions } from '../flags/flags.ts';
import type { UploadFlags } from '../flags/job-flags.ts';

/** Says how the S3 of an `--output` is reached: as that of the run, in whose region it is looked for where none is named. */
export function outputReach(
  { state }: Run,
  flags: AwsFlags & Partial<Pick<UploadFlags, 'expectedBucketOwner' | 'sse' | 'sseKmsKeyId'>>,
): S3HomeOptions {
  const asked = awsOptions(flags);
  const { expectedBucketOwner, sse, sseKmsKeyId } = flags;
  const region = asked.region ?? state.target.region;
  return { ...asked, region, expectedBucketOwner, sse, sseKmsKeyId };
}
