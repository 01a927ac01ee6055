import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { refusal } from '../s3-server.ts';
import { serveTestBucket } from '../test-bucket.ts';

const Bucket = 'bucket-buckets';

const { server, s3, bucket } = await serveTestBucket(Bucket);

describe('buckets', () => {
  it('tells the region of a bucket', async () => {
    const west = server.client({ region: 'us-west-2' });
    await west.send(new CreateBucketCommand({ Bucket: 'in-the-west' }));

    expect((await west.send(new HeadBucketCommand({ Bucket: 'in-the-west' }))).BucketRegion).toBe(
      'us-west-2',
    );
    const location = (name: string) => s3.send(new GetBucketLocationCommand({ Bucket: name }));
    expect((await location('in-the-west')).LocationConstraint).toBe('us-west-2');
    expect((await location(Bucket)).LocationConstraint).toBeUndefined();
  });

  it('redirects requests signed for another region', async () => {
    const east = server.client();
    await east.send(
      new CreateBucketCommand({
        Bucket: 'in-the-north',
        CreateBucketConfiguration: { LocationConstraint: 'eu-north-1' },
      }),
    );
    const head = east.send(new HeadBucketCommand({ Bucket: 'in-the-north' }));
    const error = await head.catch((e) => e);
    expect(error.$metadata.httpStatusCode).toBe(301);
    expect(error.$response.headers['x-amz-bucket-region']).toBe('eu-north-1');
    const follower = server.client({ followRegionRedirects: true });
    await follower.send(new PutObjectCommand({ Bucket: 'in-the-north', Key: 'k', Body: 'x' }));
  });

  it('refuses a bucket that is there, has no name or is not empty', async () => {
    const create = (name: string, region = 'us-west-2') =>
      server.client({ region }).send(new CreateBucketCommand({ Bucket: name }));
    await create('taken');
    await bucket.put('something');

    expect((await refusal(create('taken'))).name).toBe('BucketAlreadyOwnedByYou');
    await create(Bucket, 'us-east-1');
    expect((await refusal(create('Not_A_Name'))).name).toBe('InvalidBucketName');
    expect((await refusal(s3.send(new DeleteBucketCommand({ Bucket })))).name).toBe(
      'BucketNotEmpty',
    );
  });

  it('deletes and lists buckets', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    const names = async () =>
      (await s3.send(new ListBucketsCommand({}))).Buckets?.map((b) => b.Name);
    expect(await names()).toContain('short-lived');
    await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));
    expect(await names()).not.toContain('short-lived');
    const head = s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }));
    expect(await refusal(head)).toEqual({ name: 'NotFound', status: 404 });
  });

  it('encrypts with AES256 by its own word, and has no policy', async () => {
    const { ServerSideEncryptionConfiguration: found } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );

    expect(found?.Rules).toEqual([
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: false,
      },
    ]);
    expect(await refusal(s3.send(new GetBucketPolicyCommand({ Bucket })))).toEqual({
      name: 'NoSuchBucketPolicy',
      status: 404,
    });
    expect(
      (await refusal(s3.send(new GetBucketEncryptionCommand({ Bucket: 'not-there' })))).name,
    ).toBe('NoSuchBucket');
  });

  it('takes no policy, which it would not keep to', async () => {
    const call = s3.send(new PutBucketPolicyCommand({ Bucket, Policy: '{}' }));

    expect(await refusal(call)).toEqual({ name: 'NotImplemented', status: 501 });
  });

  it('says so when it does not know an operation', async () => {
    const { PutBucketVersioningCommand } = await import('@aws-sdk/client-s3');
    const call = s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    expect(await refusal(call)).toEqual({ name: 'NotImplemented', status: 501 });
  });
});
