import type { S3Client } from '@aws-sdk/client-s3';
import { isObject } from '../../core/index.ts';
import { asking } from './asking.ts';
import type { BucketEncryption } from './aws-bucket-settings.ts';
import type { S3RequestOptions } from './s3-options.ts';

/**
 * Asks a bucket how it encrypts what is written without a word on it.
 *
 * @throws {S3Error} `S3_ACCESS_DENIED` without `s3:GetEncryptionConfiguration`, `S3_BUCKET_NOT_FOUND`, `S3_CREDENTIALS`, `S3_REQUEST`.
 */
export function bucketEncryption(
  s3: S3Client,
  bucket: string,
  options: S3RequestOptions,
): Promise<BucketEncryption> {
  const rights = 's3:GetEncryptionConfiguration';
  return asking({ verb: 'ask for the encryption of', bucket, rights }, options, async () => {
    const { sendBucketEncryption } = await import('./aws-bucket-settings.ts');
    return sendBucketEncryption(s3, bucket, options);
  });
}

/**
 * Asks a bucket for its policy; undefined where it has none.
 *
 * @throws {S3Error} `S3_ACCESS_DENIED` without `s3:GetBucketPolicy`, `S3_BUCKET_NOT_FOUND`, `S3_CREDENTIALS`, `S3_REQUEST`.
 */
export function bucketPolicy(
  s3: S3Client,
  bucket: string,
  options: S3RequestOptions,
): Promise<string | undefined> {
  const rights = 's3:GetBucketPolicy';
  return asking({ verb: 'ask for the policy of', bucket, rights }, options, async () => {
    const { sendBucketPolicy } = await import('./aws-bucket-settings.ts');
    try {
      return await sendBucketPolicy(s3, bucket, options);
    } catch (error) {
      if (isObject(error) && error['name'] === 'NoSuchBucketPolicy') return undefined;
      throw error;
    }
  });
}
