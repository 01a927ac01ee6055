import { printable, quote, S3Error, type S3ErrorCode, shorten } from '../../core/index.ts';
import { inBetween, inBetweenHint } from '../client/in-between.ts';
import { isNetworkFault, NeverSentError, neverSentHint } from '../client/never-sent.ts';
import { formatS3Uri } from './s3-uri.ts';

/** What was tried when S3 said no, in words that fit behind "S3 refused to". */
export interface S3Attempt {
  /** Such as `read`, `list` or `write`. */
  readonly verb: string;
  readonly bucket: string;
  readonly key?: string | undefined;
  /** The owner that was asked for; a bucket of another account answers as if access were denied. */
  readonly expectedBucketOwner?: string | undefined;
  /** The rights that are needed, where they are not those of reading and writing. */
  readonly rights?: string | undefined;
}

/** What is read from an SDK exception; radosgw sends no text, so codes come from the name and the HTTP status. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** What answered in place of S3. */
  readonly other: string | undefined;
  /** Where the bucket really is, as the reply's header says. */
  readonly bucketRegion: string | undefined;
}

interface SdkException {
  readonly name?: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const CODES: ReadonlyMap<string, S3ErrorCode> = new Map<string, S3ErrorCode>([
  ['NoSuchBucket', 'S3_BUCKET_NOT_FOUND'],
  ['PermanentRedirect', 'S3_BUCKET_REGION'],
  ['IllegalLocationConstraintException', 'S3_BUCKET_REGION'],
  ['AccessDenied', 'S3_ACCESS_DENIED'],
  ['AllAccessDisabled', 'S3_ACCESS_DENIED'],
  ['AccountProblem', 'S3_ACCESS_DENIED'],
  ['CredentialsProviderError', 'S3_CREDENTIALS'],
  ['TokenProviderError', 'S3_CREDENTIALS'],
  ['InvalidAccessKeyId', 'S3_CREDENTIALS'],
  ['SignatureDoesNotMatch', 'S3_CREDENTIALS'],
  ['ExpiredToken', 'S3_CREDENTIALS'],
  ['ExpiredTokenException', 'S3_CREDENTIALS'],
  ['InvalidToken', 'S3_CREDENTIALS'],
  ['TokenRefreshRequired', 'S3_CREDENTIALS'],
  ['RequestTimeTooSkewed', 'S3_CREDENTIALS'],
  ['NoSuchKey', 'S3_OBJECT_NOT_FOUND'],
  ['NoSuchUpload', 'S3_REQUEST'],
  ['PreconditionFailed', 'S3_OBJECT_EXISTS'],
  ['UnclearReply', 'S3_REPLY_UNCLEAR'],
]);

/** Refusals of damaged or unlucky requests, which the same request sent again may pass. */
const WORTH_REPEATING: ReadonlySet<string> = new Set([
  'BadDigest',
  'XAmzContentChecksumMismatch',
  'ConditionalRequestConflict',
  'NoSuchUpload',
  'OperationAborted',
  'RequestTimeout',
  'SlowDown',
]);

const HINTS: Readonly<Partial<Record<S3ErrorCode, string>>> = {
  S3_REPLY_UNCLEAR:
    'Run the same command again; where it stays so, look for a proxy or a page to sign in to between this machine and S3',
  S3_BUCKET_NOT_FOUND:
    'Check the name of the bucket and the account of the credentials, or create the bucket',
  S3_BUCKET_REGION: 'Name the region of the bucket with --region',
  S3_ACCESS_DENIED:
    'Allow s3:ListBucket on the bucket and s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on its objects; with a KMS key kms:GenerateDataKey and kms:Decrypt too',
  S3_CREDENTIALS:
    'Check the credentials of the default chain (environment, profile, role), their expiry and the clock of this machine',
};

/**
 * Wraps what the SDK threw, once, with the original as `cause`.
 *
 * An error that is ours already passes as it is.
 */
export function wrapS3Error(cause: unknown, attempt: S3Attempt): S3Error {
  if (cause instanceof S3Error) return cause;
  if (cause instanceof NeverSentError) return neverSent(cause.cause, attempt);
  const failure = readFailure(cause);
  const code = codeOf(failure, attempt);
  return new S3Error(code, messageOf(code, failure, attempt), {
    bucket: attempt.bucket,
    key: attempt.key,
    httpStatus: failure.status,
    requestId: failure.requestId,
    cause,
    isRetryable:
      code === 'S3_REPLY_UNCLEAR' || (code === 'S3_REQUEST' && isWorthRepeating(failure)),
    hint:
      hintFor(code, failure, attempt) ??
      (isWorthRepeating(failure) ? 'Run the same command again' : undefined),
  });
}

function hintFor(code: S3ErrorCode, { other }: Failure, { rights }: S3Attempt): string | undefined {
  if (code === 'S3_REQUEST' && other !== undefined) return inBetweenHint('S3');
  return code === 'S3_ACCESS_DENIED' && rights !== undefined ? `Allow ${rights}` : HINTS[code];
}

/** What failed before the wire: a setting, unless it was the network on the way to credentials. */
function neverSent(cause: unknown, attempt: S3Attempt): S3Error {
  const failure = readFailure(cause);
  const isNetwork = failure.status !== undefined || isNetworkFault(failure.name);
  if (isNetwork || CODES.has(failure.name)) return wrapS3Error(cause, attempt);
  const { verb, bucket, key } = attempt;
  const message = `The request to ${verb} ${placeOf(attempt)} was never sent (${failure.name})${detail(failure)}`;
  return new S3Error('S3_NOT_SENT', message, { bucket, key, cause, hint: neverSentHint('S3') });
}

/** Gives the region that a refusal names as the bucket's; undefined where it names none. */
export function bucketRegionOf(cause: unknown): string | undefined {
  return readFailure(cause).bucketRegion;
}

/** Gives the HTTP status of a refusal; undefined where no reply came. */
export function httpStatusOf(cause: unknown): number | undefined {
  return readFailure(cause).status;
}

function readFailure(cause: unknown): Failure {
  const exception = (typeof cause === 'object' && cause !== null ? cause : {}) as SdkException;
  const code = typeof exception.code === 'string' ? exception.code : undefined;
  const name = exception.name ?? 'Error';
  return {
    name: name === 'Error' && code !== undefined ? code : name,
    message: exception.message ?? '',
    status: exception.$metadata?.httpStatusCode,
    requestId: exception.$metadata?.requestId,
    other: inBetween(cause),
    bucketRegion: exception.$response?.headers?.['x-amz-bucket-region'],
  };
}

/** A reply to HEAD has no body and so no name; then the status is all there is. */
function codeOf({ name, status, bucketRegion, other }: Failure, { key }: S3Attempt): S3ErrorCode {
  const named = CODES.get(name);
  if (named !== undefined) return named;
  if (other !== undefined) return 'S3_REQUEST';
  if (status === 301) return 'S3_BUCKET_REGION';
  if (name === 'AuthorizationHeaderMalformed' && bucketRegion !== undefined)
    return 'S3_BUCKET_REGION';
  if (status === 403) return 'S3_ACCESS_DENIED';
  if (status === 404) return key === undefined ? 'S3_BUCKET_NOT_FOUND' : 'S3_OBJECT_NOT_FOUND';
  return status === 412 ? 'S3_OBJECT_EXISTS' : 'S3_REQUEST';
}

function isWorthRepeating({ name, status }: Failure): boolean {
  return status === undefined || status >= 500 || status === 429 || WORTH_REPEATING.has(name);
}

function messageOf(code: S3ErrorCode, failure: Failure, attempt: S3Attempt): string {
  const { bucket, verb } = attempt;
  const place = placeOf(attempt);
  switch (code) {
    case 'S3_BUCKET_NOT_FOUND':
      return `There is no bucket ${quote(bucket)}`;
    case 'S3_BUCKET_REGION':
      return `The bucket ${quote(bucket)} is in ${failure.bucketRegion ?? 'another region'}, and the request was made to another region`;
    case 'S3_ACCESS_DENIED':
      return `S3 denied access to ${verb} ${place}${ownerText(attempt)}${detail(failure)}`;
    case 'S3_CREDENTIALS':
      return failure.status === undefined
        ? `There are no credentials to ${verb} ${place} with (${failure.name})${detail(failure)}`
        : `S3 does not accept the credentials (${failure.name})${detail(failure)}`;
    case 'S3_OBJECT_NOT_FOUND':
      return `There is no object ${place}`;
    case 'S3_REPLY_UNCLEAR':
      return `S3 gave no clear answer to ${verb} ${place}${detail(failure)}`;
    case 'S3_OBJECT_EXISTS':
      return `There is an object ${place} already`;
    default:
      if (failure.other !== undefined)
        return `The request to ${verb} ${place} was answered by ${failure.other}, not by S3`;
      return failure.status === undefined
        ? `S3 could not be reached to ${verb} ${place} (${failure.name})${detail(failure)}`
        : `S3 refused to ${verb} ${place} (${failure.name}, HTTP ${failure.status})${detail(failure)}`;
  }
}

function placeOf({ bucket, key }: S3Attempt): string {
  return quote(key === undefined ? `s3://${bucket}` : formatS3Uri({ bucket, key }), 200);
}

function ownerText({ expectedBucketOwner }: S3Attempt): string {
  return expectedBucketOwner === undefined ? '' : ` as a bucket of account ${expectedBucketOwner}`;
}

function detail({ message, name }: Failure): string {
  const text = printable(shorten(message, 300)).replace(/\.$/, '');
  return text === '' || text === 'UnknownError' || text === name ? '' : `: ${text}`;
}
