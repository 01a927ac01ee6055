import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-get-object';

const { s3, bucket } = await serveTestBucket(Bucket);

describe('GetObject and HeadObject', () => {
  beforeAll(() => bucket.put('digits', '0123456789'));

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-30', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-300', '89', 'bytes 8-9/10'],
  ])('gives the range %s', async (Range, text, ContentRange) => {
    const reply = await s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));

    expect(reply.$metadata.httpStatusCode).toBe(206);
    expect(reply.ContentRange).toBe(ContentRange);
    expect(await reply.Body?.transformToString()).toBe(text);
  });

  it.each(['bytes=10-', 'bytes=-0'])('refuses the range %s', async (Range) => {
    expect(await refusal(bucket.read('digits', { Range }))).toEqual({
      name: 'InvalidRange',
      status: 416,
    });
  });

  it.each(['bytes=4-2', 'lines=1-2', 'bytes=0-1,4-5'])('ignores the range %s', async (Range) => {
    expect((await bucket.read('digits', { Range })).toString()).toBe('0123456789');
  });

  it('checks conditions', async () => {
    const { ETag, LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'digits' }));
    const earlier = new Date((LastModified?.getTime() ?? 0) - 10_000);

    expect((await bucket.read('digits', { IfMatch: ETag })).toString()).toBe('0123456789');
    expect((await refusal(bucket.read('digits', { IfMatch: '"00"' }))).status).toBe(412);
    expect((await refusal(bucket.read('digits', { IfNoneMatch: ETag }))).status).toBe(304);
    expect((await refusal(bucket.read('digits', { IfModifiedSince: LastModified }))).status).toBe(
      304,
    );
    expect((await refusal(bucket.read('digits', { IfUnmodifiedSince: earlier }))).status).toBe(412);
    expect((await bucket.read('digits', { IfModifiedSince: earlier })).length).toBe(10);
  });

  it('answers HEAD of what is not there without a body', async () => {
    const head = s3.send(new HeadObjectCommand({ Bucket, Key: 'not-there' }));
    expect(await refusal(head)).toEqual({ name: 'NotFound', status: 404 });
  });

  it('shows a checksum only when asked', async () => {
    const head = (more: object) =>
      s3.send(new HeadObjectCommand({ Bucket, Key: 'digits', ...more }));

    expect((await head({})).ChecksumCRC32).toBeUndefined();
    expect((await head({ ChecksumMode: 'ENABLED' })).ChecksumCRC32).toBe('poTHxg==');
  });

  it('gives an empty object', async () => {
    await bucket.put('empty', '');
    expect((await bucket.read('empty')).length).toBe(0);
  });

  it('keeps every key apart and whole', async () => {
    const keys = [
      'a b',
      'é+&=?#',
      '../up',
      '/slash',
      'a//b',
      '%2F',
      '😀',
      'x<y>"z\'',
      '__proto__',
      '.',
      'tail/',
    ];
    for (const key of keys) await bucket.put(`odd/${key}`, key);

    for (const key of keys) expect((await bucket.read(`odd/${key}`)).toString()).toBe(key);
    const list = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'odd/' }));
    expect(list.Contents?.map(({ Key }) => Key).sort()).toEqual(
      keys.map((key) => `odd/${key}`).sort(),
    );
  });
});
