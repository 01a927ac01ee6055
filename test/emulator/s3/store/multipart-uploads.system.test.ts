import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { MIB, md5, serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-multipart-uploads';

const { s3, bucket } = await serveTestBucket(Bucket);

describe('multipart uploads', () => {
  const large = Buffer.alloc(5 * MIB, 'a');
  const tail = Buffer.from('tail');
  const part = (
    Key: string,
    UploadId: string,
    PartNumber: number,
    Body: Uint8Array,
    more: object = {},
  ) => s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  const complete = (Key: string, UploadId: string, Parts: object[], more: object = {}) =>
    s3.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts },
        ...more,
      }),
    );

  /** An upload with two parts; the parts as Complete wants them. */
  async function twoParts(Key: string, more: object = {}) {
    const uploadId = await bucket.begin(Key, more);
    const parts = [];
    for (const [i, body] of [large, tail].entries()) {
      const { ETag, ChecksumCRC32 } = await part(Key, uploadId, i + 1, body);
      parts.push({ PartNumber: i + 1, ETag, ChecksumCRC32 });
    }
    return { uploadId, parts };
  }

  it('makes one object of parts', async () => {
    const { uploadId, parts } = await twoParts('two');
    const reply = await complete('two', uploadId, parts);

    const tags = md5(Buffer.concat([md5(large), md5(tail)])).toString('hex');
    expect(reply.ETag).toBe(`"${tags}-2"`);
    expect(reply.ChecksumCRC32).toMatch(/==-2$/);
    expect(reply.ChecksumType).toBe('COMPOSITE');
    expect((await bucket.read('two')).equals(Buffer.concat([large, tail]))).toBe(true);
    expect(
      (await bucket.read('two', { Range: `bytes=${5 * MIB - 2}-${5 * MIB + 1}` })).toString(),
    ).toBe('aata');
    expect((await bucket.read('two', { PartNumber: 2 })).toString()).toBe('tail');
  });

  it('gives the same answer to the same Complete', async () => {
    const { uploadId, parts } = await twoParts('again');
    const first = await complete('again', uploadId, parts);

    expect((await complete('again', uploadId, parts)).ETag).toBe(first.ETag);
    await bucket.put('again');
    expect((await refusal(complete('again', uploadId, parts))).name).toBe('NoSuchUpload');
  });

  it('combines CRC32s of parts to that of the object', async () => {
    const { uploadId, parts } = await twoParts('whole', { ChecksumType: 'FULL_OBJECT' });
    const reply = await complete('whole', uploadId, parts, { MpuObjectSize: 5 * MIB + 4 });

    const { ChecksumCRC32 } = await bucket.put('whole-once', Buffer.concat([large, tail]));
    expect(reply.ChecksumCRC32).toBe(ChecksumCRC32);
    expect(reply.ChecksumType).toBe('FULL_OBJECT');
  });

  it.each([
    ['a wrong tag', (p: object[]) => [p[0], { ...p[1], ETag: '"00"' }], {}, 'InvalidPart'],
    [
      'a part that is not there',
      (p: object[]) => [...p, { ...p[0], PartNumber: 3 }],
      {},
      'InvalidPart',
    ],
    ['parts out of order', (p: object[]) => p.toReversed(), {}, 'InvalidPartOrder'],
    ['a part twice', (p: object[]) => [p[0], p[0]], {}, 'InvalidPartOrder'],
    ['no parts', () => [], {}, 'MalformedXML'],
    [
      'a wrong checksum of a part',
      (p: object[]) => [p[0], { ...p[1], ChecksumCRC32: 'AAAAAA==' }],
      {},
      'InvalidPart',
    ],
    [
      'no checksum of a part',
      (p: object[]) => [p[0], { ...p[1], ChecksumCRC32: undefined }],
      {},
      'InvalidRequest',
    ],
    ['a wrong size', (p: object[]) => p, { MpuObjectSize: 7 }, 'InvalidRequest'],
    [
      'a wrong checksum of the object',
      (p: object[]) => p,
      { ChecksumCRC32: 'AAAAAA==-2' },
      'BadDigest',
    ],
    [
      'another checksum type',
      (p: object[]) => p,
      { ChecksumType: 'FULL_OBJECT' },
      'InvalidRequest',
    ],
    [
      'another expected owner',
      (p: object[]) => p,
      { ExpectedBucketOwner: '210987654321' },
      'AccessDenied',
    ],
  ])('refuses to complete with %s', async (_name, change, more, name) => {
    const { uploadId, parts } = await twoParts('incomplete');
    const call = complete('incomplete', uploadId, change(parts) as object[], more);

    expect((await refusal(call)).name).toBe(name);
    expect((await refusal(bucket.read('incomplete'))).name).toBe('NoSuchKey');
    await s3.send(
      new AbortMultipartUploadCommand({ Bucket, Key: 'incomplete', UploadId: uploadId }),
    );
  });

  it('computes CRC64NVME of an upload that names no checksum', async () => {
    const { uploadId, parts } = await twoParts('unnamed', { ChecksumAlgorithm: undefined });
    const reply = await complete('unnamed', uploadId, parts);

    const { ChecksumCRC64NVME } = await bucket.put('unnamed-once', Buffer.concat([large, tail]), {
      ChecksumAlgorithm: 'CRC64NVME',
    });
    expect(reply.ChecksumCRC64NVME).toBe(ChecksumCRC64NVME);
    expect(reply.ChecksumType).toBe('FULL_OBJECT');
  });

  it('refuses a small part that is not the last', async () => {
    const uploadId = await bucket.begin('small');
    const parts = [];
    for (const PartNumber of [1, 2]) {
      const { ETag, ChecksumCRC32 } = await part('small', uploadId, PartNumber, tail);
      parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
    expect((await refusal(complete('small', uploadId, parts))).name).toBe('EntityTooSmall');
  });

  it('honours If-None-Match * when completing', async () => {
    const { uploadId, parts } = await twoParts('once');
    await bucket.put('once');

    const call = complete('once', uploadId, parts, { IfNoneMatch: '*' });
    expect(await refusal(call)).toEqual({ name: 'PreconditionFailed', status: 412 });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'once' }));
    await complete('once', uploadId, parts, { IfNoneMatch: '*' });
    expect((await bucket.read('once')).length).toBe(5 * MIB + 4);
  });

  it.each([0, 10_001])('refuses part number %i', async (number) => {
    const uploadId = await bucket.begin('numbers');
    expect((await refusal(part('numbers', uploadId, number, tail))).name).toBe('InvalidArgument');
  });

  it('refuses another checksum than the upload names', async () => {
    const uploadId = await bucket.begin('mismatch', { ChecksumAlgorithm: 'SHA256' });
    expect((await refusal(part('mismatch', uploadId, 1, tail))).name).toBe('InvalidRequest');
  });

  it('lists parts in pages, and replaces a part', async () => {
    const uploadId = await bucket.begin('parts');
    for (const number of [3, 1, 2])
      await part('parts', uploadId, number, Buffer.from(`part ${number}`));
    await part('parts', uploadId, 2, Buffer.from('part two'));
    const list = (more: object) =>
      s3.send(new ListPartsCommand({ Bucket, Key: 'parts', UploadId: uploadId, ...more }));

    const first = await list({ MaxParts: 2 });
    expect(first).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '2',
      ChecksumAlgorithm: 'CRC32',
    });
    expect(first.Parts?.map((p) => [p.PartNumber, p.Size])).toEqual([
      [1, 6],
      [2, 8],
    ]);
    expect(first.Parts?.[0]?.ChecksumCRC32).toBeDefined();
    const second = await list({ PartNumberMarker: first.NextPartNumberMarker });
    expect(second).toMatchObject({ IsTruncated: false });
    expect(second.Parts?.map((p) => p.PartNumber)).toEqual([3]);
  });

  it('lists uploads in pages', async () => {
    const ids = [
      await bucket.begin('many/a'),
      await bucket.begin('many/a'),
      await bucket.begin('many/b'),
    ];
    const list = (more: object) =>
      s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'many/', ...more }));

    expect((await list({})).Uploads?.map((upload) => upload.Key)).toEqual([
      'many/a',
      'many/a',
      'many/b',
    ]);
    const first = await list({ MaxUploads: 1 });
    const rest = await list({
      KeyMarker: first.NextKeyMarker,
      UploadIdMarker: first.NextUploadIdMarker,
    });
    const seen = [...(first.Uploads ?? []), ...(rest.Uploads ?? [])].map(
      (upload) => upload.UploadId,
    );
    expect(seen.sort()).toEqual(ids.sort());
  });

  it('knows nothing of an upload that was aborted', async () => {
    const uploadId = await bucket.begin('aborted');
    await part('aborted', uploadId, 1, tail);
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId: uploadId }));

    const list = s3.send(new ListPartsCommand({ Bucket, Key: 'aborted', UploadId: uploadId }));
    expect(await refusal(list)).toEqual({ name: 'NoSuchUpload', status: 404 });
    expect((await refusal(part('aborted', uploadId, 1, tail))).name).toBe('NoSuchUpload');
  });

  it('copies a range as a part', async () => {
    await bucket.put('digits-from', '0123456789');
    const uploadId = await bucket.begin('digits-part');
    const { CopyPartResult } = await s3.send(
      new UploadPartCopyCommand({
        Bucket,
        Key: 'digits-part',
        UploadId: uploadId,
        PartNumber: 1,
        CopySource: `${Bucket}/digits-from`,
        CopySourceRange: 'bytes=2-4',
      }),
    );
    const { ETag, ChecksumCRC32 } = CopyPartResult ?? {};
    await complete('digits-part', uploadId, [{ PartNumber: 1, ETag, ChecksumCRC32 }]);
    expect((await bucket.read('digits-part')).toString()).toBe('234');
  });
});
