import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { BedrockBatchError, S3Error } from '../../core/index.ts';
import {
  type BufferPool,
  type ExpectedFile,
  httpStatusOf,
  type S3Encryption,
  type S3Place,
  VerifiedFile,
  wrapS3Error,
} from '../../io/index.ts';
import { dropEmptyUploads, dropUpload } from './aws-unfinished-uploads.ts';
import { FileBytes } from './file-bytes.ts';
import { leaveUnsigned } from './unsigned-payload.ts';

/** One file on its way to one object. */
export interface ObjectUpload extends S3Encryption {
  readonly place: S3Place;
  readonly file: string;
  readonly expected: ExpectedFile;
  readonly metadata: Readonly<Record<string, string>>;
  readonly ifNoneMatch: '*' | undefined;
  readonly expectedBucketOwner: string | undefined;
  readonly partBytes: number;
  /** Parts at a time. */
  readonly parts: number;
  readonly signsPayload: boolean;
  /** Memory of the parts. */
  readonly pool: BufferPool;
  /** Called with the bytes of each part that S3 has taken. */
  readonly onBytes: (bytes: number) => void;
  /** Cuts off parts in flight. */
  readonly signal: AbortSignal;
  /** Cuts off, some time after `signal`, the requests whose replies must be known: they begin and end an upload. */
  readonly patience: AbortSignal;
}

/** What is known of the upload on the server, for whoever has to clean up. */
interface Trace {
  uploadId?: string | undefined;
  /** A reply to CreateMultipartUpload may have been lost, and with it the id of an upload. */
  isCreateUnsure: boolean;
}

type Request =
  | CreateMultipartUploadCommand
  | UploadPartCommand
  | CompleteMultipartUploadCommand
  | PutObjectCommand;

/**
 * Sends a file as one object, in parts where it is larger than one, and leaves no parts behind where it fails.
 *
 * S3 is told the CRC32 of each part and of the whole object, and refuses what does not match. A file that is no longer
 * what it must be never becomes an object: the last part is sent only after its CRC32 was compared.
 *
 * @throws {S3Error} What S3 said, with `uploadId` where parts could not be dropped.
 * @throws {DatasetError} `DATASET_CHANGED`.
 */
export async function sendObject(s3: S3Client, object: ObjectUpload): Promise<void> {
  const trace: Trace = { isCreateUnsure: false };
  const file = new VerifiedFile(object.file, object.expected, object.pool);
  const upload = new Upload({
    client: tracedClient(s3, object, trace),
    params: { ...paramsOf(object), Body: new FileBytes(file, object.expected.bytes) },
    partSize: object.partBytes,
    queueSize: object.parts,
    leavePartsOnError: true, // dropped here, where it can be waited for
  });
  try {
    await upload.done();
  } catch (cause) {
    throw await afterFailure(s3, object, cause, trace);
  } finally {
    file.close();
    if (trace.isCreateUnsure) await dropEmptyUploads(s3, targetOf(object));
  }
}

function paramsOf(object: ObjectUpload) {
  return {
    Bucket: object.place.bucket,
    Key: object.place.key,
    ChecksumAlgorithm: 'CRC32' as const,
    Metadata: { ...object.metadata },
    IfNoneMatch: object.ifNoneMatch,
    ServerSideEncryption: object.sse,
    SSEKMSKeyId: object.sseKmsKeyId,
    ExpectedBucketOwner: object.expectedBucketOwner,
    // only CreateMultipartUpload and Complete know it; without it S3 keeps a checksum of checksums
    ChecksumType: 'FULL_OBJECT' as const,
  };
}

function targetOf({ place, expectedBucketOwner }: ObjectUpload) {
  return { ...place, expectedBucketOwner };
}

/** Cleans up and gives the error to throw: the reason of an abort untouched, ours as it is, the SDK's wrapped. */
async function afterFailure(
  s3: S3Client,
  object: ObjectUpload,
  cause: unknown,
  trace: Trace,
): Promise<unknown> {
  const { uploadId } = trace;
  const isClean = uploadId === undefined || (await dropUpload(s3, targetOf(object), uploadId));
  if (object.signal.aborted) return object.signal.reason;
  if (cause instanceof BedrockBatchError) return cause;
  const error = wrapS3Error(cause, { verb: 'write', ...targetOf(object) });
  return isClean ? error : withLeftovers(error, uploadId);
}

function withLeftovers(error: S3Error, uploadId: string): S3Error {
  return new S3Error(
    error.code,
    `${error.message}; parts of the upload ${uploadId} stay in the bucket`,
    {
      ...error,
      cause: error.cause,
      uploadId,
      hint: 'Abort that upload, or let a lifecycle rule AbortIncompleteMultipartUpload remove such parts',
    },
  );
}

/**
 * The client as lib-storage sees it: lib-storage passes no signal to its requests, keeps the id of an upload to itself
 * until it ends, and cannot give a checksum to Complete alone.
 */
function tracedClient(s3: S3Client, object: ObjectUpload, trace: Trace): S3Client {
  const send = (request: Request) => {
    object.signal.throwIfAborted();
    if (request instanceof CreateMultipartUploadCommand)
      return sendCreate(s3, object, request, trace);
    if (request instanceof CompleteMultipartUploadCommand) {
      request.input.ChecksumCRC32 = object.expected.crc32;
      request.input.MpuObjectSize = object.expected.bytes;
      return s3.send(request, { abortSignal: object.patience });
    }
    return sendBytes(s3, object, request);
  };
  return Object.create(s3, {
    send: { value: async (request: Request) => send(request) },
  }) as S3Client;
}

async function sendCreate(
  s3: S3Client,
  object: ObjectUpload,
  request: CreateMultipartUploadCommand,
  trace: Trace,
) {
  try {
    const reply = await s3.send(request, { abortSignal: object.patience });
    trace.uploadId = reply.UploadId;
    trace.isCreateUnsure = (reply.$metadata.attempts ?? 1) > 1;
    return reply;
  } catch (cause) {
    const status = httpStatusOf(cause);
    trace.isCreateUnsure = status === undefined || status >= 500;
    throw cause;
  }
}

async function sendBytes(
  s3: S3Client,
  object: ObjectUpload,
  request: UploadPartCommand | PutObjectCommand,
) {
  const options = { abortSignal: object.signal };
  const isPart = request instanceof UploadPartCommand;
  if (!isPart) request.input.ChecksumCRC32 = object.expected.crc32;
  if (!object.signsPayload) leavePayloadUnsigned(request);
  const reply = isPart ? await s3.send(request, options) : await s3.send(request, options);
  const part = request.input.Body as Uint8Array;
  object.onBytes(part.byteLength);
  object.pool.give(part);
  return reply;
}

/** Commands of both kinds have the same stack; only its type says which input it carries. */
function leavePayloadUnsigned(request: UploadPartCommand | PutObjectCommand): void {
  const { middlewareStack } = request as UploadPartCommand;
  middlewareStack.add(
    (next) => (args) => {
      leaveUnsigned(args.request);
      return next(args);
    },
    { step: 'build', name: 'leavePayloadUnsigned' },
  );
}
