import { DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { objectReply, refuseUnclear } from '../client/clear-reply.ts';
import { noteSending } from '../client/never-sent.ts';
import type { S3RequestOptions } from '../s3/s3-options.ts';
import type { S3Place } from '../s3/s3-uri.ts';

/** A small object, and how long it has stood by the clock of S3 alone. */
export interface AgedText {
  readonly text: string;
  /** Undefined where the reply does not say. */
  readonly seconds: number | undefined;
}

/** Reads the first bytes of an object, as many as `most`. */
export async function sendGetAged(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: S3RequestOptions & { readonly most: number },
): Promise<AgedText> {
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    Range: `bytes=0-${options.most - 1}`,
    ExpectedBucketOwner: options.expectedBucketOwner,
  });
  let now = Number.NaN;
  refuseUnclear(command, {
    readsBody: false,
    fault: (reply) => {
      now = Date.parse(reply.headers['date'] ?? '');
      return objectReply.fault(reply);
    },
  });
  const reply = await noteSending(command, () => s3.send(command));
  const text = (await reply.Body?.transformToString('utf8')) ?? '';
  const seconds = (now - Number(reply.LastModified)) / 1000;
  return { text, seconds: Number.isFinite(seconds) ? seconds : undefined };
}

/** Removes an object; where there is none, nothing happens. */
export async function sendDeleteObject(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: S3RequestOptions,
): Promise<void> {
  const command = new DeleteObjectCommand({
    Bucket: bucket,
    Key: key,
    ExpectedBucketOwner: options.expectedBucketOwner,
  });
  await noteSending(command, () => s3.send(command));
}
