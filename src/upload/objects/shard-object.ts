import type { S3Client } from '@aws-sdk/client-s3';
import { formatBytes, quote, S3Error } from '../../core/index.ts';
import { type Dataset, datasetFile, type Shard } from '../../dataset/index.ts';
import {
  type BufferPool,
  formatS3Uri,
  headObject,
  type S3ObjectHead,
  type S3Place,
  type S3RequestOptions,
} from '../../io/index.ts';
import type { UploadMeter } from '../call/upload-meter.ts';
import type { SendingRules, UploadOptions } from '../call/upload-options.ts';
import type { ObjectUpload } from '../parts/object-upload.ts';
import { partSize } from '../parts/part-size.ts';
import { type UnfinishedUploads, unfinishedBelow } from './left-uploads.ts';
import { HASH_ENTRY, isSameObject, notAsSent } from './same-object.ts';
import { below } from './target.ts';

/** How often a shard is begun where its upload is ended by somebody else. */
const ATTEMPTS = 3;

/** A file that becomes an object, and what that is compared with. */
export type SentFile = Pick<Shard, 'path' | 'bytes' | 'crc32' | 'hash'>;

/** One upload under way: what all of its steps need. */
export interface UploadSession {
  readonly s3: S3Client;
  /** Where the files lie. */
  readonly dataset: Pick<Dataset, 'home'>;
  readonly root: S3Place;
  readonly options: UploadOptions;
  readonly rules: SendingRules;
  /** Aborts with the caller's signal and where another shard has failed. */
  readonly signal: AbortSignal;
  readonly patience: AbortSignal;
  readonly meter: UploadMeter;
  readonly pool: BufferPool;
  readonly unfinished: UnfinishedUploads;
}

/** Where a shard's object is looked for. */
export type Lookup = Pick<UploadSession, 's3' | 'root' | 'options'>;

/** The same, for who uploads nothing. */
type Look = Pick<Lookup, 's3' | 'root'> & { readonly options: S3RequestOptions };

/** Looks at the object of a shard. */
export function headShard(
  { s3, root, options }: Look,
  shard: SentFile,
): Promise<S3ObjectHead | undefined> {
  return headObject(s3, below(root, shard.path), options);
}

/** The error for an object that stands where a shard belongs. */
export function shardExists(
  { root }: Pick<Lookup, 'root'>,
  shard: SentFile,
  bytes: number,
): S3Error {
  const place = below(root, shard.path);
  const difference =
    bytes === shard.bytes
      ? 'its checksum is another or not known'
      : `it has ${formatBytes(bytes)}, and the shard has ${formatBytes(shard.bytes)}`;
  return new S3Error(
    'S3_OBJECT_EXISTS',
    `Another object is already at ${quote(formatS3Uri(place), 200)}: ${difference}`,
    {
      ...place,
      hint: 'Upload with another --to, or give --replace to overwrite it',
    },
  );
}

/**
 * Sends one shard and makes sure that S3 holds it.
 *
 * After any failure the object is looked at: where only the reply was lost, or another process was faster, the shard is
 * there and nothing has failed.
 */
export async function sendShard(
  session: UploadSession,
  shard: SentFile,
  parts: number,
): Promise<void> {
  const { sendObject } = await import('../parts/aws-object-upload.ts');
  let { unfinished } = session;
  for (let attempt = 1; ; attempt += 1) {
    let counted = 0;
    const count = (bytes: number) => {
      counted += bytes;
    };
    try {
      await sendObject(session.s3, objectOf({ ...session, unfinished }, shard, { parts, count }));
      break;
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      const head = await headShard(session, shard).catch(() => undefined);
      if (isSameObject(head, shard)) return;
      if (error.code === 'S3_OBJECT_EXISTS' && head !== undefined)
        throw shardExists(session, shard, head.bytes);
      if (!isUploadGone(error) || attempt === ATTEMPTS) throw error;
      session.meter.addTotal(counted);
      unfinished = await stillUnfinished(session, shard);
    }
  }
  await verify(session, shard);
}

/** Drops what was begun for a shard that is there by now. */
export async function dropLeftOf(session: UploadSession, shard: SentFile): Promise<void> {
  const object = objectOf(session, shard, { parts: 1 });
  if (object.unfinished.length === 0) return;
  const { dropOurs } = await import('../parts/aws-take-up.ts');
  await dropOurs(session.s3, object);
}

/** Another process that uploads the same dataset took the upload up and ended it in some way. */
function isUploadGone({ cause }: S3Error): boolean {
  return cause instanceof Error && cause.name === 'NoSuchUpload';
}

/** One that has no part yet may be the other process's, which has just begun it. */
async function stillUnfinished(
  session: UploadSession,
  shard: SentFile,
): Promise<UnfinishedUploads> {
  const found = await unfinishedBelow(session, below(session.root, shard.path).key);
  return new Map(
    [...found].map(([key, uploads]) => [
      key,
      uploads.map((upload) => ({ ...upload, saysOurs: false })),
    ]),
  );
}

async function verify(session: UploadSession, shard: SentFile): Promise<void> {
  const head = await headShard(session, shard);
  if (isSameObject(head, shard)) return;
  throw notAsSent(below(session.root, shard.path), head, shard);
}

function objectOf(
  session: UploadSession,
  shard: SentFile,
  { parts, count }: { readonly parts: number; readonly count?: (bytes: number) => void },
): ObjectUpload {
  const { dataset, root, options, rules, meter, pool, unfinished, signal, patience } = session;
  const place = below(root, shard.path);
  return {
    place,
    file: datasetFile(dataset, shard.path),
    expected: shard,
    metadata: { [HASH_ENTRY]: shard.hash },
    ifNoneMatch: options.replace === true ? undefined : '*',
    sse: options.sse,
    sseKmsKeyId: options.sseKmsKeyId,
    expectedBucketOwner: options.expectedBucketOwner,
    signsPayload: options.signPayload === true,
    partBytes: partSize(shard.bytes, rules.partBytes),
    parts,
    pool,
    unfinished: unfinished.get(place.key) ?? [],
    onBytes: (bytes) => {
      count?.(bytes);
      meter.addBytes(bytes);
    },
    onKept: (bytes) => {
      count?.(bytes);
      meter.addTotal(-bytes);
    },
    signal,
    patience,
  };
}
