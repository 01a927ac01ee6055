import type { S3Client } from '@aws-sdk/client-s3';
import { httpStatusOf, type S3Place, type S3RequestOptions, wrapS3Error } from '../../io/index.ts';
import type { UnfinishedUpload } from '../parts/object-upload.ts';

/** Uploads that were begun and not ended, by key. */
export type UnfinishedUploads = ReadonlyMap<string, readonly UnfinishedUpload[]>;

/**
 * Finds the uploads below a key that were begun as ours are and not ended; none where they may not be listed, or the server
 * cannot.
 *
 * @throws {S3Error} `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`, `S3_REQUEST`.
 */
export async function unfinishedBelow(
  {
    s3,
    root,
    options,
  }: { readonly s3: S3Client; readonly root: S3Place; readonly options: S3RequestOptions },
  key: string,
): Promise<UnfinishedUploads> {
  const { isNotForUs, unfinishedUploads } = await import('../parts/aws-unfinished-uploads.ts');
  const { signal, expectedBucketOwner } = options;
  const place = { bucket: root.bucket, key, expectedBucketOwner };
  const byKey = new Map<string, UnfinishedUpload[]>();
  try {
    for await (const upload of unfinishedUploads(s3, place, signal)) {
      byKey.set(upload.key, [...(byKey.get(upload.key) ?? []), upload]);
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (!isNotForUs(httpStatusOf(cause))) {
      throw wrapS3Error(cause, { verb: 'list the unfinished uploads of', ...place });
    }
  }
  return byKey;
}
