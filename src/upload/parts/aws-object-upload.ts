import type { S3Client } from '@aws-sdk/client-s3';
import { BedrockBatchError, S3Error } from '../../core/index.ts';
import { VerifiedFile, wrapS3Error } from '../../io/index.ts';
import {
  type BegunUpload,
  beginUpload,
  completeUpload,
  NotBegunError,
  putObject,
} from './aws-object-requests.ts';
import { sendParts } from './aws-parts.ts';
import { goOnIfAlike, takeUp } from './aws-take-up.ts';
import { dropEmptyUploads, dropUpload, targetOf } from './aws-unfinished-uploads.ts';
import type { ObjectUpload, OpenUpload } from './object-upload.ts';

/** What is known of uploads on the server, for whoever has to clean up. */
interface Trace {
  /** Ids of those that are neither completed nor dropped. */
  readonly open: Set<string>;
  /** A reply to CreateMultipartUpload may have been lost, and with it the id of an upload. */
  isCreateUnsure: boolean;
}

/**
 * Sends a file as one object, in parts where it is larger than one, and leaves no parts behind where it fails.
 *
 * An upload of ours to the same key that a killed process left is taken up: parts whose bytes are proven are not sent
 * again. What else of ours was begun there and not ended is dropped.
 *
 * S3 is told the CRC32 of each part and of the whole object, and refuses what does not match. A file that is no longer
 * what it must be never becomes an object: the last part is sent only after its CRC32 was compared.
 *
 * @throws {S3Error} What S3 said, with `uploadId` where parts could not be dropped.
 * @throws {DatasetError} `DATASET_CHANGED`.
 */
export async function sendObject(s3: S3Client, object: ObjectUpload): Promise<void> {
  const trace: Trace = { open: new Set(), isCreateUnsure: false };
  try {
    const kept = await takeUp(s3, object);
    if (kept !== undefined) trace.open.add(kept.uploadId);
    if (object.expected.bytes <= object.partBytes) await sendWhole(s3, object);
    else await sendInParts(s3, object, { kept, trace });
  } catch (cause) {
    throw await afterFailure(s3, object, { cause, trace });
  } finally {
    if (trace.isCreateUnsure) await dropEmptyUploads(s3, targetOf(object));
  }
}

async function sendWhole(s3: S3Client, object: ObjectUpload): Promise<void> {
  const file = new VerifiedFile(object.file, object.expected, object.pool);
  try {
    const { bytes } = file.part(0, object.expected.bytes);
    await putObject(s3, object, bytes);
    object.onBytes(bytes.length);
    object.pool.give(bytes);
  } finally {
    file.close();
  }
}

async function sendInParts(
  s3: S3Client,
  object: ObjectUpload,
  { kept, trace }: { readonly kept: OpenUpload | undefined; readonly trace: Trace },
): Promise<void> {
  const upload = await openUpload(s3, object, { kept, trace });
  for (const uploadId of trace.open) {
    if (uploadId === upload.uploadId) continue;
    if (await dropUpload(s3, targetOf(object), uploadId)) trace.open.delete(uploadId);
  }
  const parts = await sendParts(s3, object, upload);
  await completeUpload(s3, object, { uploadId: upload.uploadId, parts });
}

/** Begins an upload, and gives the one of before instead where that encrypts in the same way. */
async function openUpload(
  s3: S3Client,
  object: ObjectUpload,
  { kept, trace }: { readonly kept: OpenUpload | undefined; readonly trace: Trace },
): Promise<OpenUpload> {
  const begun = await begin(s3, object, trace);
  const { uploadId, encryption: wanted } = begun;
  const again =
    kept === undefined ? undefined : await goOnIfAlike(s3, object, { upload: kept, wanted });
  return again ?? { uploadId, partBytes: object.partBytes, parts: new Map() };
}

async function begin(s3: S3Client, object: ObjectUpload, trace: Trace): Promise<BegunUpload> {
  try {
    const begun = await beginUpload(s3, object);
    trace.open.add(begun.uploadId);
    trace.isCreateUnsure = begun.isUnsure;
    return begun;
  } catch (error) {
    if (!(error instanceof NotBegunError)) throw error;
    trace.isCreateUnsure = error.isUnsure;
    throw error.cause;
  }
}

/** Cleans up and gives the error to throw: the reason of an abort untouched, ours as it is, the SDK's wrapped. */
async function afterFailure(
  s3: S3Client,
  object: ObjectUpload,
  { cause, trace }: { readonly cause: unknown; readonly trace: Trace },
): Promise<unknown> {
  for (const uploadId of trace.open) {
    if (await dropUpload(s3, targetOf(object), uploadId)) trace.open.delete(uploadId);
  }
  if (object.signal.aborted) return object.signal.reason;
  if (cause instanceof BedrockBatchError) return cause;
  const error = wrapS3Error(cause, { verb: 'write', ...targetOf(object) });
  const [uploadId] = trace.open;
  return uploadId === undefined ? error : withLeftovers(error, uploadId);
}

function withLeftovers(error: S3Error, uploadId: string): S3Error {
  return new S3Error(
    error.code,
    `${error.message}; parts of the upload ${uploadId} stay in the bucket, and the next upload to the same place goes on with them`,
    {
      ...error,
      cause: error.cause,
      uploadId,
      hint: 'Run the same command again to continue; upload --clean, or a lifecycle rule AbortIncompleteMultipartUpload, removes such parts where nobody goes on with them',
    },
  );
}
