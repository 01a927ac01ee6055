import { setTimeout as sleep } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { httpStatusOf, refuseUnclear, type S3Place, xmlReply } from '../../io/index.ts';

const TRIES = 5;
const FIRST_PAUSE_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 10_000;

/** Whose parts are dropped: uploads to one key. */
export interface UploadTarget extends S3Place {
  readonly expectedBucketOwner?: string | undefined;
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
  const listed = await statusOf(() => s3.send(listParts(target, uploadId), bounded()));
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
  const { bucket, key, expectedBucketOwner } = target;
  const input = { Bucket: bucket, Prefix: key, ExpectedBucketOwner: expectedBucketOwner };
  const list = new ListMultipartUploadsCommand(input);
  const whole = refuseUnclear(list, xmlReply('ListMultipartUploadsResult'));
  const { Uploads = [] } = await s3.send(whole, bounded());
  for (const { Key, UploadId } of Uploads) {
    if (Key !== key || UploadId === undefined) continue;
    const { Parts = [] } = await s3.send(listParts(target, UploadId), bounded());
    if (Parts.length === 0) await dropUpload(s3, target, UploadId);
  }
}

/** A reply that is no whole list would make an upload with parts look empty. */
function listParts(target: UploadTarget, uploadId: string): ListPartsCommand {
  const command = new ListPartsCommand(requestOf(target, uploadId));
  return refuseUnclear(command, xmlReply('ListPartsResult'));
}

function requestOf({ bucket, key, expectedBucketOwner }: UploadTarget, uploadId: string) {
  return { Bucket: bucket, Key: key, UploadId: uploadId, ExpectedBucketOwner: expectedBucketOwner };
}

function bounded(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(PATIENCE_MILLISECONDS) };
}

/** 200 for any success, the status of a refusal, undefined where no reply came. */
async function statusOf(act: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await act();
    return 200;
  } catch (cause) {
    return httpStatusOf(cause);
  }
}
