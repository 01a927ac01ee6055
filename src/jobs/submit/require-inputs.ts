import type { S3Client } from '@aws-sdk/client-s3';
import { isAwsHost, makeS3Client } from '../../io/index.ts';
import { requireShards } from '../../upload/index.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { plannedSteps } from './plan-submission.ts';
import type { DatasetInS3, Submission } from './submission.ts';

/** How the shards are looked at. */
interface InputOptions extends BedrockOptions {
  readonly s3?: S3Client | undefined;
  readonly inputBucketOwner?: string | undefined;
}

/**
 * Looks at the shards of all jobs that are about to be asked for, where an S3 client can be had.
 *
 * @throws {S3Error} as `requireShards`.
 */
export async function requireInputs(
  { dataset, uri }: DatasetInS3,
  submission: Submission,
  options: InputOptions,
): Promise<void> {
  const steps = await plannedSteps(dataset, submission);
  const folders = steps.filter(({ step }) => step !== 'keep').map(({ folder }) => folder);
  const s3 = folders.length === 0 ? undefined : (options.s3 ?? (await madeClient(options)));
  if (s3 === undefined) return;
  const { inputBucketOwner: expectedBucketOwner, signal } = options;
  try {
    const inputs = { uri, manifest: dataset.manifest, folders };
    await requireShards(s3, inputs, { expectedBucketOwner, signal });
  } finally {
    if (s3 !== options.s3) s3.destroy();
  }
}

/** Whoever passes a client in for Bedrock alone may have none for S3 that reaches the bucket. */
async function madeClient(options: InputOptions): Promise<S3Client | undefined> {
  const { bedrock, region, profile, endpoint } = options;
  if (bedrock !== undefined) return undefined;
  const isBedrockAlone = endpoint !== undefined && isAwsHost(new URL(endpoint).hostname);
  return makeS3Client({ region, profile, endpoint: isBedrockAlone ? undefined : endpoint });
}
