import { createHash } from 'node:crypto';
import { type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { S3Server } from './s3-server.ts';

export const MIB: number = 1024 ** 2;

/** MD5 as entity tags hold it. */
export const md5 = (bytes: Uint8Array | string): Buffer => createHash('md5').update(bytes).digest();

/** A bucket and the calls that tests make most. */
export class TestBucket {
  readonly name: string;
  readonly #s3: S3Client;

  private constructor(s3: S3Client, name: string) {
    this.name = name;
    this.#s3 = s3;
  }

  static async create(s3: S3Client, name: string): Promise<TestBucket> {
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    return new TestBucket(s3, name);
  }

  put(
    Key: string,
    Body: PutObjectCommandInput['Body'] = 'hello, bucket',
    more: Partial<PutObjectCommandInput> = {},
  ): Promise<PutObjectCommandOutput> {
    return this.#s3.send(new PutObjectCommand({ Bucket: this.name, Key, Body, ...more }));
  }

  async read(Key: string, more: Partial<GetObjectCommandInput> = {}): Promise<Buffer> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.name, Key, ...more }));
    return buffer(Body as Readable);
  }

  /** Begins an upload that names CRC32, as lib-storage does, and gives its id. */
  async begin(Key: string, more: object = {}): Promise<string> {
    const begun = await this.#s3.send(
      new CreateMultipartUploadCommand({
        Bucket: this.name,
        Key,
        ChecksumAlgorithm: 'CRC32',
        ...more,
      }),
    );
    return begun.UploadId as string;
  }
}

/** Serves a bucket to the tests of the file that asks; gone when they have run. */
export async function serveTestBucket(
  name: string,
): Promise<{ readonly server: S3Server; readonly s3: S3Client; readonly bucket: TestBucket }> {
  const server = await S3Server.start();
  afterAll(() => server.remove());
  const s3 = server.client();
  return { server, s3, bucket: await TestBucket.create(s3, name) };
}
