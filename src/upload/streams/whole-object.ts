import type { S3Client } from '@aws-sdk/client-s3';
import { formatBytes, InvalidOptionError, quote } from '../../core/index.ts';
import { formatS3Uri, type S3Place, UNHASHED } from '../../io/index.ts';
import { checkSendingOptions, type SendingOptions } from '../call/upload-options.ts';
import { dropLeft } from '../clean/drop-left.ts';
import { MAX_PARTS } from '../parts/part-size.ts';
import { streamObjects } from './streamed-objects.ts';

/** An object that is written one piece behind the other. */
export interface WholeObject {
  /** Adds bytes, which may change once it has answered. */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * Makes it appear, in place of what is there.
   *
   * @throws {S3Error} Then nothing was changed, or only the reply got lost.
   */
  finish(): Promise<void>;
  /** Drops what was sent; what is there stays. */
  abandon(): Promise<void>;
}

/**
 * Begins an object that nobody sees before it is whole. What it replaces stays until then, and whatever goes wrong nothing is left of it; what a killed process left
 * of the same one is dropped once it is an hour old.
 *
 * Memory: 50 MB; of less than 8 MiB twice what there is.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`, also later where it gets more bytes than 10,000 parts have.
 */
export async function wholeObject(
  s3: S3Client,
  place: S3Place,
  options: SendingOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<WholeObject> {
  const most = checkSendingOptions(options).partBytes * MAX_PARTS;
  await dropLeft(s3, place, options);
  const slash = place.key.lastIndexOf('/') + 1;
  const above = { bucket: place.bucket, key: place.key.slice(0, slash) };
  const objects = await streamObjects(s3, above, { ...options, mostBytes: most, replace: true });
  const sink = objects.open(place.key.slice(slash), UNHASHED);
  let written = 0;
  return {
    append: async (bytes) => {
      written += bytes.length;
      if (written > most) throw tooLarge(place, most);
      sink.write(bytes);
      await objects.room();
    },
    finish: async () => {
      sink.close();
      await objects.appear();
      objects.keep();
    },
    abandon: async () => {
      sink.abandon();
      await objects.drop();
    },
  };
}

function tooLarge(place: S3Place, most: number): InvalidOptionError {
  const message = `${quote(formatS3Uri(place), 200)} would have more than ${formatBytes(most)}, and is sent in ${MAX_PARTS.toLocaleString('en')} parts at most; nothing was written`;
  return new InvalidOptionError(message, {
    option: 'output',
    expected: 'an object of less',
    received: formatBytes(most),
    hint: 'Collect the outcomes in shares with bedrock-batch collect, or write a file and copy it',
  });
}
