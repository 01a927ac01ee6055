import { describe, expect, it } from 'vitest';
import { S3Error } from '../../../src/core/index.ts';
import { wrapS3Error } from '../../../src/io/index.ts';
import { bucketRegionOf } from '../../../src/io/s3/s3-errors.ts';

const OBJECT = { verb: 'read', bucket: 'data', key: 'in/a.jsonl' };
const BUCKET = { verb: 'list', bucket: 'data' };

/** An exception as the SDK makes it; radosgw and replies to HEAD give no text. */
function exception(name: string, httpStatusCode?: number, message = 'UnknownError'): Error {
  const $metadata = { httpStatusCode, requestId: 'r-1' };
  return Object.assign(new Error(message), { name, $metadata });
}

describe('wrapS3Error()', () => {
  it.each([
    ['NoSuchBucket', 404, OBJECT, 'S3_BUCKET_NOT_FOUND', false],
    ['NotFound', 404, BUCKET, 'S3_BUCKET_NOT_FOUND', false],
    ['NotFound', 404, OBJECT, 'S3_OBJECT_NOT_FOUND', false],
    ['NoSuchKey', 404, OBJECT, 'S3_OBJECT_NOT_FOUND', false],
    ['PermanentRedirect', 301, OBJECT, 'S3_BUCKET_REGION', false],
    ['301', 301, BUCKET, 'S3_BUCKET_REGION', false],
    ['AccessDenied', 403, OBJECT, 'S3_ACCESS_DENIED', false],
    ['403', 403, BUCKET, 'S3_ACCESS_DENIED', false],
    ['InvalidAccessKeyId', 403, OBJECT, 'S3_CREDENTIALS', false],
    ['SignatureDoesNotMatch', 403, OBJECT, 'S3_CREDENTIALS', false],
    ['ExpiredToken', 400, OBJECT, 'S3_CREDENTIALS', false],
    ['CredentialsProviderError', undefined, OBJECT, 'S3_CREDENTIALS', false],
    ['PreconditionFailed', 412, OBJECT, 'S3_OBJECT_EXISTS', false],
    ['412', 412, OBJECT, 'S3_OBJECT_EXISTS', false],
    ['NoSuchUpload', 404, OBJECT, 'S3_REQUEST', true],
    ['SlowDown', 503, OBJECT, 'S3_REQUEST', true],
    ['InternalError', 500, OBJECT, 'S3_REQUEST', true],
    ['BadDigest', 400, OBJECT, 'S3_REQUEST', true],
    ['InvalidRequest', 400, OBJECT, 'S3_REQUEST', false],
    ['TimeoutError', undefined, OBJECT, 'S3_REQUEST', true],
  ] as const)(
    'takes %s with status %s for what it is',
    (name, status, attempt, code, isRetryable) => {
      const cause = exception(name, status);

      const error = wrapS3Error(cause, attempt);

      expect(error).toMatchObject({
        code,
        isRetryable,
        bucket: 'data',
        httpStatus: status,
        requestId: 'r-1',
      });
      expect(error.cause).toBe(cause);
      expect(error.message).not.toContain('UnknownError');
    },
  );

  it('names a network error by its code', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
    });

    const error = wrapS3Error(cause, OBJECT);

    expect(error.message).toBe(
      'S3 could not be reached to read "s3://data/in/a.jsonl" (ECONNREFUSED): connect ECONNREFUSED 127.0.0.1:1',
    );
    expect(error.isRetryable).toBe(true);
  });

  it('says what the server says, harmless to print, without a full stop', () => {
    const cause = exception('AccessDenied', 403, 'no kms:GenerateDataKey\u001b[2J for you.');

    const { message } = wrapS3Error(cause, { ...OBJECT, expectedBucketOwner: '123456789012' });

    expect(message).toBe(
      'S3 denied access to read "s3://data/in/a.jsonl" as a bucket of account 123456789012: no kms:GenerateDataKey\\u001b[2J for you',
    );
  });

  it('passes what is wrapped already', () => {
    const error = new S3Error('S3_REQUEST', 'before', { bucket: 'data' });

    expect(wrapS3Error(error, OBJECT)).toBe(error);
  });

  it.each([undefined, null, 'text', 7])('wraps %s too', (thrown) => {
    expect(wrapS3Error(thrown, OBJECT)).toMatchObject({ code: 'S3_REQUEST' });
  });
});

describe('bucketRegionOf()', () => {
  it('reads the region from the header of a refusal', () => {
    const $response = { headers: { 'x-amz-bucket-region': 'eu-west-1' } };
    const redirect = Object.assign(exception('301', 301), { $response });

    expect(bucketRegionOf(redirect)).toBe('eu-west-1');
    expect(wrapS3Error(redirect, BUCKET).message).toContain('is in eu-west-1');
    expect(bucketRegionOf(exception('403', 403))).toBeUndefined();
  });
});
