import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { MIB, md5, serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-put-object';
const bytes = Buffer.from('hello, bucket');

const { server, s3, bucket } = await serveTestBucket(Bucket);

describe('PutObject', () => {
  it('stores a buffer and echoes the CRC32 the SDK sends', async () => {
    const reply = await bucket.put('buffer');

    expect(reply.ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
    expect(reply.ETag).toBe(`"${md5(bytes).toString('hex')}"`);
    expect(await bucket.read('buffer')).toEqual(bytes);
  });

  it('stores a stream that comes in aws-chunked encoding with a trailer', async () => {
    const large = Buffer.alloc(3 * MIB, 'stream ');
    const pieces = Array.from({ length: 48 }, (_, i) => large.subarray(i * 65536, (i + 1) * 65536));
    const reply = await bucket.put('stream', Readable.from(pieces) as never, {
      ContentLength: large.length,
    });

    expect(reply.ChecksumCRC32).toBeDefined();
    expect((await bucket.read('stream')).equals(large)).toBe(true);
    expect(
      (await s3.send(new HeadObjectCommand({ Bucket, Key: 'stream' }))).ContentEncoding,
    ).toBeUndefined();
  });

  it('computes CRC64NVME where the client sends no checksum', async () => {
    const plain = server.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    await plain.send(new PutObjectCommand({ Bucket, Key: 'plain', Body: '123456789' }));
    const head = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'plain', ChecksumMode: 'ENABLED' }),
    );

    expect(head.ChecksumCRC64NVME).toBe('rosUhgp5mIg=');
    expect(head.ChecksumType).toBe('FULL_OBJECT');
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'verifies %s',
    async (ChecksumAlgorithm) => {
      await bucket.put(`sum-${ChecksumAlgorithm}`, bytes, { ChecksumAlgorithm });
      const head = await s3.send(
        new HeadObjectCommand({ Bucket, Key: `sum-${ChecksumAlgorithm}`, ChecksumMode: 'ENABLED' }),
      );

      expect(head[`Checksum${ChecksumAlgorithm}`]).toBeDefined();
    },
  );

  it.each([
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    ['CRC32C', { ChecksumCRC32C: 'AAAAAA==' }, 'BadDigest'],
    ['CRC64NVME', { ChecksumCRC64NVME: 'AAAAAAAAAAA=' }, 'BadDigest'],
    ['SHA256', { ChecksumSHA256: createHash('sha256').digest('base64') }, 'BadDigest'],
    ['Content-MD5', { ContentMD5: md5(Buffer.from('other')).toString('base64') }, 'BadDigest'],
    ['a short Content-MD5', { ContentMD5: 'AAAA' }, 'InvalidDigest'],
    ['a short CRC32', { ChecksumCRC32: 'AAAA' }, 'InvalidRequest'],
    ['two checksums', { ChecksumCRC32: 'AAAAAA==', ChecksumCRC32C: 'AAAAAA==' }, 'InvalidRequest'],
    ['a checksum the emulator lacks', { ChecksumXXHASH64: 'AAAAAAAAAAA=' }, 'NotImplemented'],
  ])('refuses a wrong checksum and stores nothing: %s', async (_name, checksum, name) => {
    const status = name === 'NotImplemented' ? 501 : 400;
    expect(await refusal(bucket.put('wrong', bytes, checksum))).toEqual({ name, status });
    expect((await refusal(bucket.read('wrong'))).name).toBe('NoSuchKey');
  });

  it('lets one of twelve win with If-None-Match *', async () => {
    const calls = Array.from({ length: 12 }, (_, i) =>
      bucket.put('race', `writer ${i}`, { IfNoneMatch: '*' }),
    );
    const ends = await Promise.allSettled(calls);
    const winner = ends.findIndex((end) => end.status === 'fulfilled');

    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    expect((await bucket.read('race')).toString()).toBe(`writer ${winner}`);
    expect(await refusal(bucket.put('race', 'x', { IfNoneMatch: '*' }))).toEqual({
      name: 'PreconditionFailed',
      status: 412,
    });
  });

  it('takes If-Match with the right tag only', async () => {
    const { ETag } = await bucket.put('match');

    expect((await refusal(bucket.put('match', 'x', { IfMatch: '"00"' }))).name).toBe(
      'PreconditionFailed',
    );
    expect((await refusal(bucket.put('no-match', 'x', { IfMatch: ETag }))).name).toBe('NoSuchKey');
    await bucket.put('match', 'new', { IfMatch: ETag });
    expect((await bucket.read('match')).toString()).toBe('new');
  });

  it('keeps what the client says about an object', async () => {
    await bucket.put('described', bytes, {
      ContentType: 'application/jsonl',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      Metadata: { shard: '7' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'described' }));

    expect(head).toMatchObject({
      ContentType: 'application/jsonl',
      ContentEncoding: 'gzip',
      CacheControl: 'no-store',
      Metadata: { shard: '7' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
      ContentLength: bytes.length,
      AcceptRanges: 'bytes',
    });
    expect(head.ETag).not.toBe(`"${md5(bytes).toString('hex')}"`);
  });

  it.each([
    ['a key of 1,025 bytes', { Key: 'k'.repeat(1025) }, 'KeyTooLongError', 400],
    ['tags, which would be lost', { Tagging: 'a=b' }, 'NotImplemented', 501],
    [
      'an encryption that does not exist',
      { ServerSideEncryption: 'rot13' },
      'InvalidArgument',
      400,
    ],
    ['a KMS key without KMS', { SSEKMSKeyId: 'key' }, 'InvalidArgument', 400],
    ['another expected owner', { ExpectedBucketOwner: '210987654321' }, 'AccessDenied', 403],
    ['a bucket that is not there', { Bucket: 'not-there' }, 'NoSuchBucket', 404],
  ])('refuses %s', async (_name, more, name, status) => {
    const input = more as Partial<PutObjectCommandInput>;
    expect(await refusal(bucket.put('refused', bytes, input))).toEqual({ name, status });
  });
});
