import { crc32 } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { formatCrc32, readSpan } from '../../io/index.ts';
import { type Encryption, sendPart } from './aws-object-requests.ts';
import { dropUpload, listParts, targetOf } from './aws-unfinished-uploads.ts';
import { isSamePart, type ListedPart } from './listed-part.ts';
import type { ObjectUpload, OpenUpload, UnfinishedUpload } from './object-upload.ts';
import { partBytesOf, partCount, partSpan } from './part-layout.ts';

/**
 * Finds the upload to go on with among those that were begun and not ended, and drops the others of ours.
 *
 * Ours is one whose parts lie as ours do, and one of which at least is proven to be of this file; and one without a part,
 * where the server says that it was begun with our checksum. Whatever else is there is a stranger's and left alone.
 *
 * @returns The one with the most bytes; undefined where there is none, or a single request sends the file.
 */
export async function takeUp(s3: S3Client, object: ObjectUpload): Promise<OpenUpload | undefined> {
  const ours: OpenUpload[] = [];
  for (const upload of object.unfinished) {
    const found = await readUpload(s3, object, upload);
    if (found !== undefined) ours.push(found);
  }
  const [best] = ours
    .filter((upload) => isWorthIt(upload, object))
    .sort((a, b) => bytesOf(b) - bytesOf(a));
  for (const { uploadId } of ours) {
    if (uploadId !== best?.uploadId) await dropUpload(s3, targetOf(object), uploadId);
  }
  return best;
}

/** Drops what of ours was begun for an object that is there by now; where S3 fails, what it can: nothing rests on it. */
export async function dropOurs(s3: S3Client, object: ObjectUpload): Promise<void> {
  try {
    const best = await takeUp(s3, object);
    if (best !== undefined) await dropUpload(s3, targetOf(object), best.uploadId);
  } catch {
    object.signal.throwIfAborted();
  }
}

/** Larger parts than this call's would need more memory than it was given. */
function isWorthIt({ parts, partBytes }: OpenUpload, object: ObjectUpload): boolean {
  return (
    parts.size > 0 && partBytes <= object.partBytes && object.expected.bytes > object.partBytes
  );
}

function bytesOf({ parts }: OpenUpload): number {
  return [...parts.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}

async function readUpload(
  s3: S3Client,
  object: ObjectUpload,
  { uploadId, saysOurs }: UnfinishedUpload,
): Promise<OpenUpload | undefined> {
  const listed = await listParts(s3, targetOf(object), { uploadId, signal: object.signal });
  if (listed === undefined) return undefined;
  const parts = new Map(listed.map((part) => [part.number, part]));
  if (parts.size === 0) {
    return saysOurs ? { uploadId, partBytes: object.partBytes, parts } : undefined;
  }
  const partBytes = partBytesOf(listed, object.expected.bytes, object.partBytes);
  if (partBytes === undefined) return undefined;
  const isProven = listed.some((part) => isSamePart(part, piecesOf(object, part, partBytes)));
  return isProven ? { uploadId, partBytes, parts } : undefined;
}

function piecesOf(
  { file, expected }: ObjectUpload,
  { number }: Pick<ListedPart, 'number'>,
  partBytes: number,
): Iterable<Uint8Array> {
  const { from, to } = partSpan(number, expected.bytes, partBytes);
  return readSpan(file, { start: from, end: to });
}

/**
 * Sends the first part that an upload lacks, or its last one again, and gives the upload with it where it encrypts as this
 * call is to; undefined where it does not, or the server does not tell.
 *
 * S3 says how an upload encrypts only in its replies, so the reply for a part is compared with the one that began another
 * upload just now.
 *
 * @param wanted What the new upload said.
 */
export async function goOnIfAlike(
  s3: S3Client,
  object: ObjectUpload,
  { upload, wanted }: { readonly upload: OpenUpload; readonly wanted: Encryption },
): Promise<OpenUpload | undefined> {
  const { uploadId, partBytes, parts } = upload;
  const count = partCount(object.expected.bytes, partBytes);
  let number = 1;
  while (number < count && parts.has(number)) number += 1;
  const bytes = object.pool.take(partBytes);
  let filled = 0;
  let sum = 0;
  for (const piece of piecesOf(object, { number }, partBytes)) {
    bytes.set(piece, filled);
    filled += piece.length;
    sum = crc32(piece, sum);
  }
  const { part, encryption } = await sendPart(s3, object, {
    uploadId,
    number,
    bytes: bytes.subarray(0, filled),
    crc32: formatCrc32(sum),
  });
  object.pool.give(bytes);
  const isAlike =
    encryption.sse === wanted.sse &&
    encryption.sseKmsKeyId === wanted.sseKmsKeyId &&
    (object.sse === undefined || object.sse === encryption.sse);
  return isAlike
    ? { uploadId, partBytes, parts: new Map(parts).set(number, part), sent: number }
    : undefined;
}
