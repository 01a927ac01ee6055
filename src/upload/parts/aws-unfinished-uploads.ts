import { setTimeout as sleep } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type MultipartUpload,
  type Part,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  abortable,
  httpStatusOf,
  noteSending,
  type RawReply,
  refuseUnclear,
  type S3Place,
  UnclearReply,
  xmlReply,
} from '../../io/index.ts';
import type { ListedPart } from './listed-part.ts';
import type { ObjectTarget, UnfinishedUpload } from './object-upload.ts';

const TRIES = 5;
const FIRST_PAUSE_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 10_000;

/** Whose parts are dropped: uploads to one key. */
export interface UploadTarget extends S3Place {
  readonly expectedBucketOwner?: string | undefined;
}

/** A part, and when S3 got it. */
export interface DatedPart extends ListedPart {
  readonly modified: Date | undefined;
}

/** Names the target of an object's uploads. */
export function targetOf({
  place,
  expectedBucketOwner,
}: Pick<ObjectTarget, 'place' | 'expectedBucketOwner'>): UploadTarget {
  return { ...place, expectedBucketOwner };
}

/**
 * Drops an unfinished upload with its parts and tells whether it is gone.
 *
 * A part that was in flight may arrive after the first try, so it is repeated until S3 knows of no such upload. Every
 * request has 10 s: this runs after a failure or an abort and must not hang where those came from.
 */
export async function dropUpload(
  s3: S3Client,
  target: UploadTarget,
  uploadId: string,
): Promise<boolean> {
  const isDropped = await untilKnown(async () => {
    const dropped = await statusOf(() =>
      s3.send(new AbortMultipartUploadCommand(requestOf(target, uploadId)), bounded()),
    );
    if (dropped === 404) return true;
    if (dropped === 403) return false;
    return dropped === 200 && (await isGone(s3, target, uploadId)) ? true : undefined;
  });
  return isDropped === true;
}

/** Asks again, after longer and longer pauses, while the answer is undefined: some networks need a moment. */
async function untilKnown<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** attempt);
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Someone who may not list parts has only the word of AbortMultipartUpload for it. */
async function isGone(s3: S3Client, target: UploadTarget, uploadId: string): Promise<boolean> {
  const command = new ListPartsCommand(requestOf(target, uploadId));
  const listed = await statusOf(() => s3.send(command, bounded()));
  return listed === 404 || listed === 403;
}

/**
 * Drops the uploads to a key that hold no part: what is left where the reply to CreateMultipartUpload was lost.
 *
 * Does what it can, as long as `dropUpload` does; a caller who may not list uploads keeps an empty one, which costs nothing.
 */
export async function dropEmptyUploads(s3: S3Client, target: UploadTarget): Promise<void> {
  await untilKnown(async () => {
    const status = await statusOf(() => dropEmptyOnce(s3, target));
    return status === undefined || status >= 500 ? undefined : status;
  });
}

async function dropEmptyOnce(s3: S3Client, target: UploadTarget): Promise<void> {
  for await (const { key, uploadId } of unfinishedUploads(s3, target)) {
    if (key !== target.key) continue;
    const parts = await listParts(s3, target, { uploadId, signal: patience() });
    if (parts?.length === 0) await dropUpload(s3, target, uploadId);
  }
}

/**
 * Lists the uploads to keys that begin with a place's key and that may be ours by their checksum: CRC32 of the whole object.
 * Servers that do not say which checksum an upload has give all of them.
 *
 * @throws Whatever the SDK throws; `UnclearReply` where the list has no end.
 */
export async function* unfinishedUploads(
  s3: S3Client,
  { bucket, key, expectedBucketOwner }: UploadTarget,
  signal?: AbortSignal,
): AsyncGenerator<UnfinishedUpload, void, undefined> {
  const seen = new Set<string>();
  let from: {
    readonly KeyMarker?: string | undefined;
    readonly UploadIdMarker?: string | undefined;
  } = {};
  for (;;) {
    const input = {
      Bucket: bucket,
      Prefix: key,
      ExpectedBucketOwner: expectedBucketOwner,
      ...from,
    };
    const check = xmlReply('ListMultipartUploadsResult');
    let asOf = new Date();
    const command = refuseUnclear(new ListMultipartUploadsCommand(input), {
      ...check,
      fault: (reply) => {
        asOf = dateOf(reply) ?? asOf;
        return check.fault(reply);
      },
    });
    const reply = await noteSending(command, () =>
      s3.send(command, abortable(signal ?? patience())),
    );
    for (const upload of reply.Uploads ?? []) {
      const found = unfinishedOf(upload, asOf);
      if (found !== undefined) yield found;
    }
    if (reply.IsTruncated !== true) return;
    from = { KeyMarker: reply.NextKeyMarker, UploadIdMarker: reply.NextUploadIdMarker };
    requireNew(seen, JSON.stringify(from));
  }
}

function unfinishedOf(upload: MultipartUpload, asOf: Date): UnfinishedUpload | undefined {
  const { Key, UploadId, Initiated, ChecksumAlgorithm, ChecksumType } = upload;
  if (Key === undefined || UploadId === undefined) return undefined;
  if ((ChecksumAlgorithm ?? 'CRC32') !== 'CRC32') return undefined;
  if ((ChecksumType ?? 'FULL_OBJECT') !== 'FULL_OBJECT') return undefined;
  const saysOurs = ChecksumAlgorithm === 'CRC32' && ChecksumType === 'FULL_OBJECT';
  return { key: Key, uploadId: UploadId, begun: Initiated, asOf, saysOurs };
}

function dateOf({ headers }: RawReply): Date | undefined {
  const time = Date.parse(headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Lists the parts of an upload; undefined where there is no such upload, it may not be seen, or the server cannot list. */
export async function listParts(
  s3: S3Client,
  target: UploadTarget,
  upload: { readonly uploadId: string; readonly signal?: AbortSignal | undefined },
): Promise<readonly DatedPart[] | undefined> {
  try {
    return await readParts(s3, target, upload);
  } catch (cause) {
    if (isNotForUs(httpStatusOf(cause))) return undefined;
    throw cause;
  }
}

/**
 * Lists the parts of an upload; undefined where there is no such upload.
 *
 * A reply that is no whole list is refused: it would make an upload with parts look empty.
 */
export async function readParts(
  s3: S3Client,
  target: UploadTarget,
  { uploadId, signal }: { readonly uploadId: string; readonly signal?: AbortSignal | undefined },
): Promise<readonly DatedPart[] | undefined> {
  const parts: DatedPart[] = [];
  const seen = new Set<string>();
  try {
    for (let from: string | undefined; ; ) {
      const input = { ...requestOf(target, uploadId), PartNumberMarker: from };
      const command = refuseUnclear(new ListPartsCommand(input), xmlReply('ListPartsResult'));
      const reply = await noteSending(command, () =>
        s3.send(command, abortable(signal ?? patience())),
      );
      parts.push(...(reply.Parts ?? []).map(listedPart));
      if (reply.IsTruncated !== true) return parts;
      from = reply.NextPartNumberMarker;
      requireNew(seen, from ?? '');
    }
  } catch (cause) {
    if (knownStatusOf(cause) === 404) return undefined;
    throw cause;
  }
}

/** 403: not allowed; 404: not there; 405 and 501: not an operation of this server. */
export function isNotForUs(status: number | undefined): boolean {
  return status === 403 || status === 404 || status === 405 || status === 501;
}

function requireNew(seen: Set<string>, marker: string): void {
  if (seen.has(marker)) {
    throw new UnclearReply(
      'the reply goes on where one before it did, so the list would have no end',
    );
  }
  seen.add(marker);
}

function listedPart({ PartNumber, Size, ETag, ChecksumCRC32, LastModified }: Part): DatedPart {
  return {
    number: PartNumber ?? 0,
    bytes: Size ?? 0,
    etag: ETag ?? '',
    crc32: ChecksumCRC32,
    modified: LastModified,
  };
}

function requestOf({ bucket, key, expectedBucketOwner }: UploadTarget, uploadId: string) {
  return { Bucket: bucket, Key: key, UploadId: uploadId, ExpectedBucketOwner: expectedBucketOwner };
}

function bounded(): { abortSignal: AbortSignal } {
  return { abortSignal: patience() };
}

function patience(): AbortSignal {
  return AbortSignal.timeout(PATIENCE_MILLISECONDS);
}

/** 200 for any success, the status of a refusal, undefined where no reply came. */
async function statusOf(act: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await act();
    return 200;
  } catch (cause) {
    return knownStatusOf(cause);
  }
}

/** Refusals that say nothing of an upload: the next answer may be that it is there, and so are its parts. */
const OF_SOMETHING_ELSE: ReadonlySet<string> = new Set(['NoSuchBucket', 'RequestTimeTooSkewed']);

function knownStatusOf(cause: unknown): number | undefined {
  const isOfIt = !(cause instanceof Error && OF_SOMETHING_ELSE.has(cause.name));
  return isOfIt ? httpStatusOf(cause) : undefined;
}
