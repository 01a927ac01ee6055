import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { type FilePart, VerifiedFile } from '../../io/index.ts';
import { sendPart } from './aws-object-requests.ts';
import { isSamePart, type ListedPart } from './listed-part.ts';
import type { ObjectUpload, OpenUpload } from './object-upload.ts';
import { partCount, partSpan } from './part-layout.ts';

/**
 * Sends the parts of a file that an upload does not have, and gives all of them in order.
 *
 * The file is read from its beginning to its end, also where parts are kept: they are compared with its bytes, and the last
 * part is only sent, or kept, where the whole file is what it must be. The first failure stops the others, and is thrown
 * once none of them is in flight.
 */
export async function sendParts(
  s3: S3Client,
  object: ObjectUpload,
  upload: OpenUpload,
): Promise<readonly ListedPart[]> {
  const { bytes: objectBytes } = object.expected;
  const failure = new AbortController();
  const signal = AbortSignal.any([object.signal, failure.signal]);
  const count = partCount(objectBytes, upload.partBytes);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const parts: ListedPart[] = [];
  const file = new VerifiedFile(object.file, object.expected, object.pool);
  try {
    await pLimit(object.parts).map(numbers, async (number) => {
      if (signal.aborted) return;
      try {
        const { from, to } = partSpan(number, objectBytes, upload.partBytes);
        const part = file.part(from, to);
        parts[number - 1] = await keepOrSend(s3, { ...object, signal }, { upload, number, part });
        object.pool.give(part.bytes);
      } catch (error) {
        failure.abort(error);
      }
    });
  } finally {
    file.close();
  }
  signal.throwIfAborted();
  return parts;
}

interface NextPart {
  readonly upload: OpenUpload;
  readonly number: number;
  readonly part: FilePart;
}

async function keepOrSend(
  s3: S3Client,
  object: ObjectUpload,
  { upload, number, part }: NextPart,
): Promise<ListedPart> {
  const { uploadId, parts, sent } = upload;
  const there = parts.get(number);
  if (there !== undefined && isSamePart(there, [part.bytes])) {
    if (number !== sent) object.onKept(part.bytes.length);
    return there;
  }
  return (await sendPart(s3, object, { ...part, uploadId, number })).part;
}
