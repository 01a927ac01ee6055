import type { S3Client } from '@aws-sdk/client-s3';
import { S3Error } from '../../core/index.ts';
import {
  clientRegion,
  headBucket,
  type S3ClientOptions,
  type S3RequestOptions,
} from '../../io/index.ts';

/**
 * Makes sure before the first byte that the bucket is there, may be used, and is in the region the jobs will run in.
 *
 * @throws {S3Error} `S3_BUCKET_REGION` with both regions, `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`,
 *   `S3_REQUEST`.
 */
export async function checkBucket(
  s3: S3Client,
  bucket: string,
  options: S3RequestOptions & Pick<S3ClientOptions, 'region'>,
): Promise<void> {
  const wanted = options.region ?? (await clientRegion(s3));
  const { region } = await headBucket(s3, bucket, options);
  if (region === undefined || region === wanted) return;
  const origin = options.region === undefined ? 'the region of the client' : 'the region asked for';
  throw new S3Error(
    'S3_BUCKET_REGION',
    `The bucket "${bucket}" is in ${region}, and ${origin} is ${wanted}; nothing was written`,
    {
      bucket,
      hint: `Bedrock reads from buckets of its own region: work in ${region}, or upload to a bucket in ${wanted}`,
    },
  );
}
