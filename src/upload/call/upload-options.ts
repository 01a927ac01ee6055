import type { S3Client } from '@aws-sdk/client-s3';
import { countOf, formatBytes, InvalidOptionError, quote } from '../../core/index.ts';
import type { S3ClientOptions, S3Encryption, S3RequestOptions } from '../../io/index.ts';
import { MAX_PART_BYTES, MIN_PART_BYTES } from '../parts/part-size.ts';

const DEFAULT_PART_BYTES = 8 * 1024 ** 2;
const DEFAULT_CONCURRENCY = 4;
const MOST_CONCURRENCY = 64;
const ACCOUNT = /^\d{12}$/;

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that S3 has taken in this call. */
  readonly bytesSent: number;
  /** Bytes this call has to send: of the shards that are not there yet. Falls where S3 turns out to have parts of them. */
  readonly bytesTotal: number;
  /** Shards that are there, those of an earlier call included. */
  readonly shardsDone: number;
  readonly shardsTotal: number;
}

/** How bytes are sent to S3. */
export interface SendingOptions extends S3Encryption {
  /** Twelve digits; S3 refuses the request where the bucket is another account's. */
  readonly expectedBucketOwner?: string | undefined;
  /** Signs the bytes of parts also over https and on loopback, as some bucket policies demand; a third of the speed. Default false. */
  readonly signPayload?: boolean | undefined;
  /** Size of the parts, in bytes, at least 5,242,880 (5 MiB). Default 8,388,608 (8 MiB); grown where an object would have more than 10,000. */
  readonly partBytes?: number | undefined;
  /** Parts in flight over all shards, 1 to 64. Default 4. */
  readonly concurrency?: number | undefined;
}

/** Options of {@link uploadDataset}. */
export interface UploadOptions extends S3ClientOptions, S3RequestOptions, SendingOptions {
  /** S3 URI below which the dataset gets its own prefix: `s3://bucket/prefix/`. */
  readonly to: string;
  /** Client to use; it is not destroyed. Default: one made of `region`, `profile` and `endpoint`. */
  readonly s3?: S3Client | undefined;
  /** Writes over objects of the dataset's own keys that hold something else. Default false. */
  readonly replace?: boolean | undefined;
  /** Called after each part and each shard. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** What the options say of sending, with the defaults filled in. */
export interface SendingRules {
  readonly partBytes: number;
  readonly concurrency: number;
}

/**
 * Checks how bytes are to be sent.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function checkSendingOptions(options: SendingOptions): SendingRules {
  const { partBytes = DEFAULT_PART_BYTES, concurrency = DEFAULT_CONCURRENCY } = options;
  requireRange('partBytes', partBytes, {
    from: MIN_PART_BYTES,
    to: MAX_PART_BYTES,
    format: formatBytes,
  });
  requireRange('concurrency', concurrency, {
    from: 1,
    to: MOST_CONCURRENCY,
    format: (value) => countOf(value, 'part'),
  });
  requireAccount(options.expectedBucketOwner);
  requireKeyFits(options);
  return { partBytes, concurrency };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly format: (value: number) => string;
}

function requireRange(option: string, value: number, { from, to, format }: Range): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  throw new InvalidOptionError(`${option} is ${value}, which S3 or this machine cannot work with`, {
    option,
    expected: `a whole number from ${format(from)} to ${format(to)}`,
    received: String(value),
  });
}

function requireAccount(owner: string | undefined): void {
  if (owner === undefined || ACCOUNT.test(owner)) return;
  throw new InvalidOptionError(`The expected bucket owner ${quote(owner)} is not an AWS account`, {
    option: 'expectedBucketOwner',
    expected: 'the 12 digits of an account',
    received: quote(owner),
  });
}

function requireKeyFits({ sse, sseKmsKeyId }: S3Encryption): void {
  if (sseKmsKeyId === undefined || sse?.startsWith('aws:kms') === true) return;
  throw new InvalidOptionError('A KMS key is given, and the encryption does not use one', {
    option: 'sse',
    expected: '"aws:kms" or "aws:kms:dsse" beside sseKmsKeyId',
    received: sse === undefined ? 'nothing' : quote(sse),
    hint: 'Set sse to aws:kms, or leave the key out',
  });
}
