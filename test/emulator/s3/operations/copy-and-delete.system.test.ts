import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { md5, serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-copy-and-delete';
const bytes = Buffer.from('hello, bucket');

const { s3, bucket } = await serveTestBucket(Bucket);

describe('CopyObject and deletes', () => {
  it('copies bytes and metadata, or replaces the metadata', async () => {
    await bucket.put('from', bytes, { Metadata: { a: '1' }, ContentType: 'text/plain' });
    const copy = (more: object) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from`, ...more }));

    const { CopyObjectResult } = await copy({});
    expect(CopyObjectResult?.ETag).toBe(`"${md5(bytes).toString('hex')}"`);
    expect(await bucket.read('to')).toEqual(bytes);
    const head = () => s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }));
    expect(await head()).toMatchObject({ Metadata: { a: '1' }, ContentType: 'text/plain' });

    await copy({ MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
    expect((await head()).Metadata).toEqual({ b: '2' });
    expect((await refusal(copy({ CopySourceIfMatch: '"00"' }))).status).toBe(412);
    expect((await refusal(copy({ CopySource: `${Bucket}/nothing` }))).name).toBe('NoSuchKey');
    expect((await refusal(copy({ Key: 'from' }))).name).toBe('InvalidRequest');
  });

  it('deletes one, and many, there or not', async () => {
    await bucket.put('gone-1');
    await bucket.put('gone-2');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone-1' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone-1' }));
    const reply = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'gone-2' }, { Key: 'never & <there>' }] },
      }),
    );

    expect(reply.Deleted?.map(({ Key }) => Key)).toEqual(['gone-2', 'never & <there>']);
    expect((await refusal(bucket.read('gone-2'))).name).toBe('NoSuchKey');
  });

  it('refuses DeleteObjects of nothing', async () => {
    const call = s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [] } }));
    expect((await refusal(call)).name).toBe('MalformedXML');
  });
});
