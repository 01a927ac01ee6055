import { printable, quote, S3Error } from '../../core/index.ts';
import { bucketEncryption, headBucket } from '../../io/index.ts';
import { callFault } from '../calls/call-fault.ts';
import type { BucketFolder } from '../policies/job-subject.ts';
import { type Finding, ok, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/**
 * Looks whether a bucket is there, in the region of the jobs, of the account that is expected, and how it encrypts.
 *
 * That Bedrock reads from buckets of its own region is what users report.
 */
export async function checkBucket(folder: BucketFolder, subject: SetupSubject): Promise<Finding> {
  const { bucket, owner } = folder;
  const { region, s3, options } = subject;
  const { signal } = options;
  const expectedBucketOwner = owner === '' ? undefined : owner;
  try {
    const found = await headBucket(s3, bucket, { expectedBucketOwner, signal });
    if (found.region !== undefined && found.region !== region)
      return elsewhere(bucket, found.region, region);
  } catch (error) {
    return refused(error, folder, subject);
  }
  const of = expectedBucketOwner === undefined ? '' : `, of account ${expectedBucketOwner}`;
  return ok(
    `${quote(bucket)} is in ${region}${of}, and encrypts ${await encryptionText(bucket, subject)}`,
  );
}

function elsewhere(bucket: string, is: string, wanted: string): Finding {
  return wrong(
    `The bucket ${quote(bucket)} is in ${printable(is)}, and the jobs are to run in ${wanted}`,
    `Take a bucket in ${wanted}, or run the jobs in ${printable(is)}`,
  );
}

async function refused(
  error: unknown,
  { bucket, owner }: BucketFolder,
  { s3, options: { signal } }: SetupSubject,
): Promise<Finding> {
  signal?.throwIfAborted();
  if (!(error instanceof S3Error)) throw error;
  const { code, message, hint } = error;
  if (code === 'S3_BUCKET_NOT_FOUND') return wrong(message, hint ?? 'Create the bucket');
  if (code !== 'S3_ACCESS_DENIED') throw error;
  const isOthers = owner !== '' && (await answersWithoutOwner(s3, bucket, signal));
  if (!isOthers) return wrong(message, hint ?? 'Allow s3:ListBucket on the bucket');
  return wrong(
    `The bucket ${quote(bucket)} is there, and is not of account ${owner}`,
    'Name its account with --input-bucket-owner or --output-bucket-owner, or take a bucket of your own',
  );
}

async function answersWithoutOwner(
  s3: SetupSubject['s3'],
  bucket: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await headBucket(s3, bucket, { signal });
    return true;
  } catch {
    signal?.throwIfAborted();
    return false; // then it is denied anyway
  }
}

async function encryptionText(bucket: string, { s3, options }: SetupSubject): Promise<string> {
  try {
    const { algorithm = 'by nothing it says', key } = await bucketEncryption(s3, bucket, options);
    const by =
      key === undefined
        ? ''
        : ` and the key ${printable(key)}, which role and uploader have to be allowed`;
    return `with ${printable(algorithm)}${by}`;
  } catch (error) {
    options.signal?.throwIfAborted();
    const why =
      callFault(error).kind === 'denied' ? ', which takes s3:GetEncryptionConfiguration' : '';
    return `in a way that is not known${why}`;
  }
}
