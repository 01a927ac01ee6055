import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** An S3 server that a suite runs against. */
export interface S3TestServer {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A client for a server; another endpoint puts a proxy in between, other keys are wrong on purpose. */
export function clientFor(server: S3TestServer, other: Partial<S3TestServer> = {}): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = { ...server, ...other };
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
  });
}

/** A bucket looked at past the code under test. */
export class TestBucket {
  readonly name: string;
  readonly #s3: S3Client;

  private constructor(s3: S3Client, name: string) {
    this.#s3 = s3;
    this.name = name;
  }

  static async create(s3: S3Client, name: string): Promise<TestBucket> {
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    return new TestBucket(s3, name);
  }

  static of(s3: S3Client, name: string): TestBucket {
    return new TestBucket(s3, name);
  }

  async keys(): Promise<readonly string[]> {
    const { Contents = [] } = await this.#s3.send(new ListObjectsV2Command({ Bucket: this.name }));
    return Contents.map(({ Key }) => Key ?? '');
  }

  async read(key: string): Promise<Buffer> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.name, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  /** Whether an object has these bytes. */
  async has(key: string, content: Uint8Array): Promise<boolean> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.name, Key: key }));
    let at = 0;
    for await (const piece of (Body ?? []) as AsyncIterable<Uint8Array>) {
      if (Buffer.compare(piece, content.subarray(at, at + piece.length)) !== 0) return false;
      at += piece.length;
    }
    return at === content.length;
  }

  async put(key: string, text: string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: this.name, Key: key, Body: text }));
  }

  async remove(key: string): Promise<void> {
    await this.#s3.send(new DeleteObjectCommand({ Bucket: this.name, Key: key }));
  }

  /** Removes all objects and unfinished uploads, and the bucket. */
  async empty(): Promise<void> {
    const Bucket = this.name;
    for (const key of await this.keys()) await this.remove(key);
    const { Uploads = [] } = await this.#s3.send(new ListMultipartUploadsCommand({ Bucket }));
    for (const { Key, UploadId } of Uploads) {
      await this.#s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
    await this.#s3.send(new DeleteBucketCommand({ Bucket }));
  }

  /** Keys of multipart uploads that were begun and neither completed nor dropped. */
  async unfinished(): Promise<readonly string[]> {
    const { Uploads = [] } = await this.#s3.send(
      new ListMultipartUploadsCommand({ Bucket: this.name }),
    );
    return Uploads.map(({ Key }) => Key ?? '');
  }
}
