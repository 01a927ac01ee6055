import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { abortable } from '../client/abortable.ts';
import { objectReply, refuseUnclear, UnclearReply, xmlReply } from '../client/clear-reply.ts';
import { endpointSettings } from '../client/endpoint-settings.ts';
import { noteSending } from '../client/never-sent.ts';
import { regionProvider } from '../client/region.ts';
import { ownChecksums } from './crc64-nvme.ts';
import type {
  ListedObject,
  ListOptions,
  PutTextOptions,
  S3ClientOptions,
  S3ObjectHead,
  S3RequestOptions,
} from './s3-options.ts';
import type { S3Place } from './s3-uri.ts';

/** A dead connection must not hold a command for ever: the SDK itself waits without end. */
const CONNECT_MILLISECONDS = 10_000;
const IDLE_MILLISECONDS = 60_000;

/** One page of a listing. */
export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** Asks for the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** Makes a client by the SDK's default chain. A server given by its endpoint is asked by path: it has no DNS for buckets. */
export function newS3Client({ region, profile, endpoint }: S3ClientOptions): S3Client {
  return new S3Client({
    region: regionProvider({ region, profile }),
    ...(profile !== undefined && { profile }),
    ...endpointSettings(endpoint),
    ...(endpoint !== undefined && { forcePathStyle: true }),
    checksumAlgorithms: ownChecksums(),
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, socketTimeout: IDLE_MILLISECONDS },
  });
}

/** Finds the host that a client will call, however it was given: option, environment, profile or AWS's own rules. */
export async function endpointHost(s3: S3Client, bucket: string): Promise<string> {
  const config = s3.config as unknown as Parameters<typeof getEndpointFromInstructions>[2];
  const place = { Bucket: bucket };
  return (await getEndpointFromInstructions(place, HeadBucketCommand, config)).url.hostname;
}

export async function sendHeadBucket(
  s3: S3Client,
  bucket: string,
  options: S3RequestOptions,
): Promise<{ readonly region: string | undefined }> {
  const command = new HeadBucketCommand({
    Bucket: bucket,
    ExpectedBucketOwner: options.expectedBucketOwner,
  });
  refuseUnclear(command, objectReply);
  const reply = await noteSending(command, () => s3.send(command, abortable(options.signal)));
  return { region: reply.BucketRegion };
}

export async function sendHeadObject(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: S3RequestOptions,
): Promise<S3ObjectHead> {
  const command = new HeadObjectCommand({
    Bucket: bucket,
    Key: key,
    ChecksumMode: 'ENABLED',
    ExpectedBucketOwner: options.expectedBucketOwner,
  });
  refuseUnclear(command, objectReply);
  const reply = await noteSending(command, () => s3.send(command, abortable(options.signal)));
  return {
    bytes: reply.ContentLength ?? 0,
    crc32: wholeCrc32(reply),
    metadata: reply.Metadata ?? {},
    etag: reply.ETag,
    modified: reply.LastModified?.getTime(),
  };
}

/** A checksum of checksums ("…-3") says nothing about the bytes to who does not know the parts. */
function wholeCrc32({ ChecksumType, ChecksumCRC32 }: HeadObjectCommandOutput): string | undefined {
  return ChecksumType === 'COMPOSITE' || ChecksumCRC32?.includes('-') ? undefined : ChecksumCRC32;
}

export async function sendListObjects(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: ListOptions & { readonly from: string | undefined; readonly most?: number },
): Promise<ListPage> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: key,
    StartAfter: options.from === undefined ? options.startAfter : undefined,
    Delimiter: options.delimiter,
    ContinuationToken: options.from,
    MaxKeys: options.most,
    ExpectedBucketOwner: options.expectedBucketOwner,
  });
  refuseUnclear(command, xmlReply('ListBucketResult'));
  const reply = await noteSending(command, () => s3.send(command, abortable(options.signal)));
  const objects = (reply.Contents ?? []).map(({ Key = '', Size = 0 }) => ({
    key: Key,
    bytes: Size,
  }));
  for (const { Prefix = '' } of reply.CommonPrefixes ?? []) objects.push({ key: Prefix, bytes: 0 });
  if (reply.IsTruncated !== true) return { objects, next: undefined };
  const { NextContinuationToken: next = '' } = reply;
  if (next === '') throw new UnclearReply('there is more, and the reply does not say where');
  return { objects, next };
}

/** Which bytes of an object are read, and which object it must be. */
export interface ReadFrom {
  /** Offset of the first byte; undefined reads all. */
  readonly start: number | undefined;
  /** Offset behind the last byte; undefined reads to the end. */
  readonly end: number | undefined;
  /** Entity tag; undefined takes any. */
  readonly etag: string | undefined;
}

/** An object, or the rest of one, on its way. */
export interface ObjectReply {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly etag: string | undefined;
  /** Of what comes. */
  readonly length: number | undefined;
  /** Bytes of the whole object. */
  readonly total: number | undefined;
  /** Of the whole object, big-endian in base64; undefined where the server keeps none, and for a part. */
  readonly crc32: string | undefined;
}

export async function sendGetObject(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: S3RequestOptions & { readonly from: ReadFrom },
): Promise<ObjectReply> {
  const { start, end, etag } = options.from;
  const isWhole = start === undefined;
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ExpectedBucketOwner: options.expectedBucketOwner,
    IfMatch: etag,
    ...(isWhole
      ? { ChecksumMode: 'ENABLED' }
      : { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` }),
  });
  refuseUnclear(command, objectReply);
  const reply = await noteSending(command, () => s3.send(command, abortable(options.signal)));
  if (!isWhole && reply.ContentRange?.startsWith(`bytes ${start}-`) !== true) {
    throw new Error('The server does not read on in the middle of an object');
  }
  return {
    bytes: (reply.Body ?? []) as AsyncIterable<Uint8Array>,
    etag: reply.ETag,
    length: reply.ContentLength,
    total: isWhole ? reply.ContentLength : totalIn(reply.ContentRange),
    crc32: isWhole ? wholeCrc32(reply) : undefined,
  };
}

/** A range says at its end how large the whole is: `bytes 0-9/100`. */
function totalIn(range: string | undefined): number | undefined {
  const total = Number(range?.split('/')[1]);
  return Number.isSafeInteger(total) ? total : undefined;
}

export async function sendPutText(
  s3: S3Client,
  { bucket, key }: S3Place,
  options: PutTextOptions & { readonly text: string },
): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: Buffer.from(options.text),
    ContentType: options.contentType,
    IfNoneMatch: options.ifNoneMatch,
    Metadata: options.metadata,
    ServerSideEncryption: options.sse,
    SSEKMSKeyId: options.sseKmsKeyId,
    ExpectedBucketOwner: options.expectedBucketOwner,
    ChecksumAlgorithm: 'CRC32',
  });
  await noteSending(command, () => s3.send(command, abortable(options.signal)));
}
