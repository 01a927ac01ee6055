import { createHash } from 'node:crypto';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { WireError } from '../../http/wire-error.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { OperationCall, OperationReply } from './operation.ts';

const HOME_REGION = 'us-east-1';
const LONGEST_PAGE = 10_000;

/** Canonical user id of an account: S3 shows this instead of the account id. */
export function canonicalId(owner: string): string {
  return createHash('sha256').update(owner).digest('hex');
}

export async function createBucket(
  call: OperationCall<'CreateBucket'>,
): Promise<OperationReply<'CreateBucket'>> {
  const region = bucketRegion(call);
  const known = call.store.bucketRegion(call.bucket);
  // Source: CreateBucket in the S3 API reference: only in us-east-1 the same bucket may be created again.
  if (known !== undefined && (known !== HOME_REGION || region !== HOME_REGION)) throw ownedByYou();
  await call.store.createBucket(call.bucket, region);
  return { output: { Location: `/${call.bucket}` } };
}

export async function headBucket(
  call: OperationCall<'HeadBucket'>,
): Promise<OperationReply<'HeadBucket'>> {
  return {
    output: { BucketRegion: call.store.bucketRegion(call.bucket), AccessPointAlias: false },
  };
}

export async function deleteBucket(
  call: OperationCall<'DeleteBucket'>,
): Promise<OperationReply<'DeleteBucket'>> {
  await call.store.deleteBucket(call.bucket);
  return { output: {} };
}

export async function getBucketLocation(
  call: OperationCall<'GetBucketLocation'>,
): Promise<OperationReply<'GetBucketLocation'>> {
  const region = call.store.bucketRegion(call.bucket);
  const isHome = region === HOME_REGION;
  return { output: isHome ? {} : { LocationConstraint: region as BucketLocationConstraint } };
}

/** Source: S3 User Guide, "Setting default server-side encryption": every bucket has SSE-S3 unless it is told otherwise. */
export async function getBucketEncryption(
  _call: OperationCall<'GetBucketEncryption'>,
): Promise<OperationReply<'GetBucketEncryption'>> {
  const Rules = [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const },
      BucketKeyEnabled: false,
    },
  ];
  return { output: { ServerSideEncryptionConfiguration: { Rules } } };
}

/** No bucket of the emulator can be given a policy. */
export async function getBucketPolicy({
  bucket,
}: OperationCall<'GetBucketPolicy'>): Promise<OperationReply<'GetBucketPolicy'>> {
  throw new WireError({
    status: 404,
    code: 'NoSuchBucketPolicy',
    message: 'The bucket policy does not exist',
    fields: { BucketName: bucket },
  });
}

export async function listBuckets(
  call: OperationCall<'ListBuckets'>,
): Promise<OperationReply<'ListBuckets'>> {
  const { Prefix = '', BucketRegion, ContinuationToken } = call.input;
  const longest = pageLength(call.input.MaxBuckets);
  const after = Buffer.from(ContinuationToken ?? '', 'base64url').toString();
  const matching = [...call.store.buckets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((bucket) => bucket.name.startsWith(Prefix) && bucket.name > after)
    .filter((bucket) => BucketRegion === undefined || bucket.region === BucketRegion);
  const page = matching.slice(0, longest);
  const last = page.at(-1);
  return {
    output: {
      Buckets: page.map((bucket) => ({
        Name: bucket.name,
        CreationDate: new Date(bucket.createdAt),
        BucketRegion: bucket.region,
      })),
      Owner: { ID: canonicalId(call.store.owner) },
      Prefix: call.input.Prefix,
      ContinuationToken:
        matching.length > page.length && last !== undefined
          ? Buffer.from(last.name).toString('base64url')
          : undefined,
    },
  };
}

function pageLength(asked: number | undefined): number {
  if (asked === undefined) return LONGEST_PAGE;
  if (asked >= 1 && asked <= LONGEST_PAGE) return asked;
  throw invalidArgument(
    `Argument max-buckets must be an integer between 1 and ${LONGEST_PAGE}.`,
    'max-buckets',
    String(asked),
  );
}

/**
 * Region a new bucket gets: requests signed for us-east-1 may ask for any region and get us-east-1 when they do not,
 * others must ask for their own. A client that signs for no AWS region (s3cmd's "US") counts as us-east-1.
 */
function bucketRegion(call: OperationCall<'CreateBucket'>): string {
  const asked = call.input.CreateBucketConfiguration?.LocationConstraint as string | undefined;
  const endpoint = isRegion(call.signingRegion) ? call.signingRegion : HOME_REGION;
  const region = (asked === 'EU' ? 'eu-west-1' : asked) || HOME_REGION;
  if (endpoint === HOME_REGION || region === endpoint) return region;
  throw new WireError({
    status: 400,
    code: 'IllegalLocationConstraintException',
    message: `The ${asked ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  });
}

/** Tells whether a text has the form of an AWS region. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text);
}

function ownedByYou(): WireError {
  return new WireError({
    status: 409,
    code: 'BucketAlreadyOwnedByYou',
    message: 'Your previous request to create the named bucket succeeded and you already own it.',
  });
}
