import type { S3Client } from '@aws-sdk/client-s3';
import { asking, formatS3Uri, type S3Place, type S3RequestOptions } from '../../io/index.ts';
import type { UnfinishedUpload } from '../parts/object-upload.ts';
import { isOurLayout } from '../parts/part-layout.ts';
import type { LeftUpload } from './left-upload.ts';
import { isDatasetKey } from './our-keys.ts';

const HOUR_MILLISECONDS = 3_600_000;
/** What is needed to find uploads and to remove them. */
export const CLEAN_RIGHTS: string =
  's3:ListBucketMultipartUploads on the bucket, and s3:ListMultipartUploadParts and s3:AbortMultipartUpload on its objects';

/** Finds what is of ours; what is old enough is `removable`. */
export async function findLeft(
  s3: S3Client,
  place: S3Place,
  options: S3RequestOptions & {
    readonly olderThanHours: number;
    /** Tells of a key whether an upload to it may be of ours. Default: whether it is one of a dataset. */
    readonly isOurs?: ((key: string) => boolean) | undefined;
  },
): Promise<readonly LeftUpload[]> {
  const { unfinishedUploads } = await import('../parts/aws-unfinished-uploads.ts');
  const { signal, expectedBucketOwner, isOurs = isDatasetKey } = options;
  const verb = 'list the unfinished uploads below';
  return asking(
    { verb, ...place, expectedBucketOwner, rights: CLEAN_RIGHTS },
    options,
    async () => {
      const left: LeftUpload[] = [];
      for await (const upload of unfinishedUploads(s3, { ...place, expectedBucketOwner }, signal)) {
        if (!isOurs(upload.key)) continue;
        const found = await lookAt(s3, { bucket: place.bucket, upload }, options);
        if (found !== undefined) left.push(found);
      }
      return left;
    },
  );
}

async function lookAt(
  s3: S3Client,
  { bucket, upload }: { readonly bucket: string; readonly upload: UnfinishedUpload },
  options: S3RequestOptions & { readonly olderThanHours: number },
): Promise<LeftUpload | undefined> {
  const { readParts } = await import('../parts/aws-unfinished-uploads.ts');
  const { uploadId, key, begun, asOf } = upload;
  const { expectedBucketOwner, signal, olderThanHours } = options;
  const parts = await readParts(s3, { bucket, key, expectedBucketOwner }, { uploadId, signal });
  if (parts === undefined || !isOurLayout(parts)) return undefined;
  const times = [begun, ...parts.map(({ modified }) => modified)].map((time) => time?.getTime());
  const idleHours = times.includes(undefined)
    ? undefined
    : Math.max(0, asOf.getTime() - Math.max(...times.map(Number))) / HOUR_MILLISECONDS;
  return Object.freeze({
    uri: formatS3Uri({ bucket, key }),
    uploadId,
    parts: parts.length,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    begun: begun?.toISOString(),
    idleHours,
    status: idleHours !== undefined && idleHours >= olderThanHours ? 'removable' : 'kept',
  });
}
