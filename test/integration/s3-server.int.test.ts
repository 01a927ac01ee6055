import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { describeWithS3 } from '../support/describe-with-s3.ts';
import type { S3Server } from '../support/radosgw.ts';

function client({ endpoint, region, accessKeyId, secretAccessKey }: S3Server): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
}

describeWithS3('the S3 server of the integration suite', (server) => {
  it('gives back what was put', async () => {
    using s3 = disposable(client(server));
    await s3.send(new CreateBucketCommand({ Bucket: 'set-up' }));

    await s3.send(new PutObjectCommand({ Bucket: 'set-up', Key: 'a', Body: 'héllo' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'set-up', Key: 'a' }));

    expect(await Body?.transformToString()).toBe('héllo');
  });

  it('refuses a wrong secret', async () => {
    using s3 = disposable(client({ ...server, secretAccessKey: 'wrong' }));

    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });
});

function disposable(s3: S3Client): S3Client & Disposable {
  return Object.assign(s3, { [Symbol.dispose]: () => s3.destroy() });
}
