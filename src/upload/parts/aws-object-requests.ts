import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { abortable, type FilePart, httpStatusOf, noteSending } from '../../io/index.ts';
import type { ListedPart } from './listed-part.ts';
import type { KnownObject, ObjectTarget } from './object-upload.ts';
import { sendAtOnce } from './send-at-once.ts';
import { leavePayloadUnsigned } from './unsigned-payload.ts';

/** How S3 says that it encrypts. */
export interface Encryption {
  readonly sse: string | undefined;
  readonly sseKmsKeyId: string | undefined;
}

/** An upload that S3 has begun. */
export interface BegunUpload {
  readonly uploadId: string;
  readonly encryption: Encryption;
  /** Whether S3 may have begun another one, whose id got lost with a reply. */
  readonly isUnsure: boolean;
}

/** What CreateMultipartUpload threw, and whether S3 may have begun an upload all the same. */
export class NotBegunError extends Error {
  static {
    this.prototype.name = 'NotBegunError';
  }
  readonly isUnsure: boolean;

  constructor(cause: unknown) {
    super('No upload was begun', { cause });
    const status = httpStatusOf(cause);
    this.isUnsure = status === undefined || status >= 500;
  }
}

/** Sends an object of one part. */
export async function putObject(
  s3: S3Client,
  object: KnownObject,
  bytes: Uint8Array,
): Promise<void> {
  const command = new PutObjectCommand({
    ...fieldsOf(object),
    Body: bytes,
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: object.expected.crc32,
    IfNoneMatch: object.ifNoneMatch,
  });
  sendAtOnce(command);
  if (!object.signsPayload) leavePayloadUnsigned(command);
  await noteSending(command, () => s3.send(command, abortable(object.signal)));
}

/**
 * Begins an upload.
 *
 * @throws {NotBegunError}
 */
export async function beginUpload(s3: S3Client, object: ObjectTarget): Promise<BegunUpload> {
  const command = new CreateMultipartUploadCommand({
    ...fieldsOf(object),
    ChecksumAlgorithm: 'CRC32',
    // without it S3 keeps a checksum of checksums
    ChecksumType: 'FULL_OBJECT',
  });
  try {
    const reply = await noteSending(command, () => s3.send(command, abortable(object.patience)));
    if (reply.UploadId === undefined) throw new Error('The reply has no UploadId');
    return {
      uploadId: reply.UploadId,
      encryption: encryptionOf(reply),
      isUnsure: (reply.$metadata.attempts ?? 1) > 1,
    };
  } catch (cause) {
    throw new NotBegunError(cause);
  }
}

/** Sends a part and gives it as S3 has it, with how S3 says that it was encrypted. */
export async function sendPart(
  s3: S3Client,
  object: ObjectTarget,
  part: FilePart & { readonly uploadId: string; readonly number: number },
): Promise<{ readonly part: ListedPart; readonly encryption: Encryption }> {
  const { uploadId, number, bytes } = part;
  const command = new UploadPartCommand({
    ...placeOf(object),
    UploadId: uploadId,
    PartNumber: number,
    Body: bytes,
    ChecksumAlgorithm: 'CRC32',
    ChecksumCRC32: part.crc32,
  });
  sendAtOnce(command);
  if (!object.signsPayload) leavePayloadUnsigned(command);
  const reply = await noteSending(command, () => s3.send(command, abortable(object.signal)));
  if (reply.ETag === undefined) throw new Error('The reply to UploadPart has no ETag');
  object.onBytes(bytes.length);
  return {
    part: { number, bytes: bytes.length, etag: reply.ETag, crc32: reply.ChecksumCRC32 },
    encryption: encryptionOf(reply),
  };
}

/** Makes the object of all parts. S3 is told what the CRC32 and the size of the whole must be. */
export async function completeUpload(
  s3: S3Client,
  object: KnownObject,
  { uploadId, parts }: { readonly uploadId: string; readonly parts: readonly ListedPart[] },
): Promise<void> {
  const command = new CompleteMultipartUploadCommand({
    ...placeOf(object),
    UploadId: uploadId,
    MultipartUpload: { Parts: parts.map(completed) },
    ChecksumType: 'FULL_OBJECT',
    ChecksumCRC32: object.expected.crc32,
    MpuObjectSize: object.expected.bytes,
    IfNoneMatch: object.ifNoneMatch,
  });
  await noteSending(command, () => s3.send(command, abortable(object.patience)));
}

function completed({ number, etag, crc32: sum }: ListedPart): CompletedPart {
  return { PartNumber: number, ETag: etag, ChecksumCRC32: sum };
}

function placeOf({ place, expectedBucketOwner }: ObjectTarget) {
  return { Bucket: place.bucket, Key: place.key, ExpectedBucketOwner: expectedBucketOwner };
}

function fieldsOf(object: ObjectTarget) {
  return {
    ...placeOf(object),
    Metadata: { ...object.metadata },
    ServerSideEncryption: object.sse,
    SSEKMSKeyId: object.sseKmsKeyId,
  };
}

function encryptionOf(reply: {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
}): Encryption {
  return { sse: reply.ServerSideEncryption, sseKmsKeyId: reply.SSEKMSKeyId };
}
