import { WireError } from '../http/wire-error.ts';
import { isRegion } from './operations/buckets.ts';
import type { DiskObjectStore } from './store/disk-object-store.ts';
import type { ReadRequest } from './wire/read-request.ts';
import { accessDenied, noSuchBucket } from './wire/s3-errors.ts';

/** Operations that need no bucket, or take it from any region. */
const WITHOUT_BUCKET = new Set(['ListBuckets', 'CreateBucket']);
const IN_ANY_REGION = new Set(['GetBucketLocation']);

/** What of a request decides whether it may use its bucket. */
interface BucketUse extends ReadRequest {
  readonly signingRegion: string;
  /** Account the client expects to own the bucket. */
  readonly expectedOwner: string | undefined;
}

/**
 * Refuses requests about a bucket that is not there, that another account owns, or that is in another region than the
 * request is signed for. A client that signs for no AWS region is taken to mean the bucket's.
 *
 * @throws {WireError} 404 `NoSuchBucket`, 403 `AccessDenied`, 301 `PermanentRedirect`.
 */
export function checkBucket(store: DiskObjectStore, use: BucketUse): void {
  if (WITHOUT_BUCKET.has(use.operation)) return;
  const region = store.bucketRegion(use.bucket);
  if (region === undefined) throw noSuchBucket(use.bucket);
  if (use.expectedOwner !== undefined && use.expectedOwner !== store.owner) throw accessDenied();
  const isElsewhere = isRegion(use.signingRegion) && use.signingRegion !== region;
  if (isElsewhere && !IN_ANY_REGION.has(use.operation)) throw redirect(use.bucket, region);
}

function redirect(bucket: string, region: string): WireError {
  return new WireError({
    status: 301,
    code: 'PermanentRedirect',
    message:
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    headers: { 'x-amz-bucket-region': region },
    fields: { Bucket: bucket, Endpoint: `${bucket}.s3.${region}.amazonaws.com` },
  });
}
