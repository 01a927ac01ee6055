import type { S3Client } from '@aws-sdk/client-s3';
import { S3Error } from '../../core/index.ts';
import type { S3Place, S3RequestOptions } from '../../io/index.ts';
import { findLeft } from './find-left.ts';

/** Whoever still sends has sent a part within that time. */
const IDLE_HOURS = 1;

/**
 * Drops what killed processes left of an object that is written anew; where it may not be listed or dropped, it stays: nothing rests on it.
 *
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`: nothing can be written there, and that is better known before hours of reading.
 */
export async function dropLeft(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: S3RequestOptions,
): Promise<void> {
  const { dropUpload } = await import('../parts/aws-unfinished-uploads.ts');
  const asked = { ...options, olderThanHours: IDLE_HOURS, isOurs: (name: string) => name === key };
  try {
    const left = await findLeft(s3, { bucket, key }, asked);
    for (const { uploadId, status } of left)
      if (status === 'removable') await dropUpload(s3, { bucket, key, ...options }, uploadId);
  } catch (error) {
    if (!(error instanceof S3Error) || error.code === 'S3_BUCKET_NOT_FOUND') throw error;
  }
}
