import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { abortable, noteSending, refuseUnclear, type S3Place, xmlReply } from '../../io/index.ts';
import type { SentFile } from '../objects/shard-object.ts';
import { dropUpload } from './aws-unfinished-uploads.ts';

/** An object that gets a second place in its bucket. */
export interface ObjectCopy {
  readonly from: S3Place;
  readonly to: S3Place;
  readonly expected: Pick<SentFile, 'bytes' | 'crc32'>;
  /** Entries of `x-amz-meta-…`, for a copy in parts; another one keeps those of the object. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly expectedBucketOwner: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Copies an object by one request; of at most 5 GiB. Gives the CRC32 of the copy, where S3 says it. */
export async function copyWhole(s3: S3Client, copy: ObjectCopy): Promise<string | undefined> {
  const command = refuseUnclear(
    new CopyObjectCommand({ ...placesOf(copy), ChecksumAlgorithm: 'CRC32' }),
    xmlReply('CopyObjectResult'),
  );
  const reply = await noteSending(command, () => s3.send(command, abortable(copy.signal)));
  return reply.CopyObjectResult?.ChecksumCRC32;
}

/** Copies an object part by part; S3 is told what the CRC32 and the size of the whole must be. */
export async function copyInParts(
  s3: S3Client,
  copy: ObjectCopy,
  partBytes: number,
): Promise<void> {
  const { to, expected, expectedBucketOwner, metadata } = copy;
  const place = { Bucket: to.bucket, Key: to.key, ExpectedBucketOwner: expectedBucketOwner };
  const whole = { ChecksumType: 'FULL_OBJECT' } as const;
  const create = new CreateMultipartUploadCommand({
    ...{ ...place, ...whole, ChecksumAlgorithm: 'CRC32' },
    Metadata: { ...metadata },
  });
  const { UploadId = '' } = await noteSending(create, () =>
    s3.send(create, abortable(copy.signal)),
  );
  try {
    const Parts = await partCopies(s3, copy, { uploadId: UploadId, partBytes });
    const complete = new CompleteMultipartUploadCommand({
      ...{ ...place, ...whole, UploadId, MultipartUpload: { Parts } },
      ChecksumCRC32: expected.crc32,
      MpuObjectSize: expected.bytes,
    });
    await noteSending(complete, () => s3.send(complete, abortable(copy.signal)));
  } catch (error) {
    await dropUpload(s3, { ...to, expectedBucketOwner }, UploadId);
    throw error;
  }
}

async function partCopies(
  s3: S3Client,
  copy: ObjectCopy,
  { uploadId, partBytes }: { readonly uploadId: string; readonly partBytes: number },
): Promise<CompletedPart[]> {
  const { bytes } = copy.expected;
  const parts: CompletedPart[] = [];
  for (let from = 0; from < bytes; from += partBytes) {
    const PartNumber = parts.length + 1;
    const range = `bytes=${from}-${Math.min(bytes, from + partBytes) - 1}`;
    const command = refuseUnclear(
      new UploadPartCopyCommand({
        ...placesOf(copy),
        ...{ UploadId: uploadId, PartNumber, CopySourceRange: range },
      }),
      xmlReply('CopyPartResult'),
    );
    const reply = await noteSending(command, () => s3.send(command, abortable(copy.signal)));
    const { ETag, ChecksumCRC32 } = reply.CopyPartResult ?? {};
    parts.push({ PartNumber, ETag, ChecksumCRC32 });
  }
  return parts;
}

function placesOf({ from, to, expectedBucketOwner }: ObjectCopy) {
  return {
    Bucket: to.bucket,
    Key: to.key,
    CopySource: `${from.bucket}/${from.key.split('/').map(encodeURIComponent).join('/')}`,
    ExpectedBucketOwner: expectedBucketOwner,
    ExpectedSourceBucketOwner: expectedBucketOwner,
  };
}
