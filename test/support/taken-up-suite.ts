import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  ListMultipartUploadsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { datasetPrefix } from '../../src/dataset/index.ts';
import { type UploadOptions, type UploadProgress, uploadDataset } from '../../src/upload/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { type SampleDataset, sampleDataset } from './sample-dataset.ts';

const PART = 5 * 1024 ** 2;
const FOUR_PARTS = 3 * PART + 12_345;

/** What must hold of uploads that were begun and not ended, against any S3 server. */
export function takenUpSuite(server: () => S3TestServer): void {
  let sample: SampleDataset;
  let content: Buffer;
  let key: string;
  let proxy: FaultProxy;
  let s3: S3Client;
  let direct: S3Client;
  let bucket: TestBucket;
  let count = 0;

  beforeAll(async () => {
    sample = await sampleDataset({ jobs: [[FOUR_PARTS]] });
    const [{ path = '' } = {}] = sample.shards;
    content = await readFile(join(sample.folder, path));
    key = `in/${datasetPrefix(sample.dataset.manifest)}/${path}`;
  });

  afterAll(async () => {
    await sample.remove();
  });

  beforeEach(async () => {
    proxy = await startFaultProxy(server().endpoint);
    s3 = clientFor(server(), { endpoint: proxy.endpoint });
    direct = clientFor(server());
    count += 1;
    bucket = await TestBucket.create(direct, `taken-up-${process.pid}-${Date.now()}-${count}`);
  });

  afterEach(async () => {
    s3.destroy();
    direct.destroy();
    await proxy.stop();
  });

  const upload = (options: Partial<UploadOptions> = {}) =>
    uploadDataset(sample.dataset, {
      s3,
      to: `s3://${bucket.name}/in`,
      partBytes: PART,
      ...options,
    });

  /** Begins an upload as a killed process of ours does. */
  async function begin(fields: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> {
    const [{ hash = '' } = {}] = sample.shards;
    const { UploadId = '' } = await direct.send(
      new CreateMultipartUploadCommand({
        Bucket: bucket.name,
        Key: key,
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
        Metadata: { 'bedrock-batch-hash': hash },
        ...fields,
      }),
    );
    return UploadId;
  }

  async function put(UploadId: string, PartNumber: number, Body: Buffer, Key = key): Promise<void> {
    await direct.send(
      new UploadPartCommand({
        ...{ Bucket: bucket.name, Key, UploadId, PartNumber, Body },
        ChecksumAlgorithm: 'CRC32',
      }),
    );
  }

  const partOf = (number: number, bytes = PART) =>
    content.subarray((number - 1) * bytes, number * bytes);

  const sentParts = () =>
    proxy.seen
      .filter(({ operation }) => operation === 'UploadPart')
      .map(({ query }) => Number(query.get('partNumber')))
      .sort();

  async function openUploads(): Promise<readonly string[]> {
    const list = new ListMultipartUploadsCommand({ Bucket: bucket.name });
    const { Uploads = [] } = await direct.send(list);
    return Uploads.map(({ UploadId = '' }) => UploadId);
  }

  async function expectWhole(): Promise<void> {
    expect((await bucket.read(key)).equals(content)).toBe(true);
  }

  describe('an upload that a killed process left', () => {
    it('is gone on with: only what is missing is sent', async () => {
      const id = await begin();
      await put(id, 3, partOf(3));
      await put(id, 1, partOf(1));
      const seen: UploadProgress[] = [];

      const { bytesSent } = await upload({ onProgress: (progress) => seen.push(progress) });

      expect(sentParts()).toEqual([2, 4]);
      expect(bytesSent).toBe(FOUR_PARTS - 2 * PART);
      expect(seen.at(-1)).toMatchObject({ bytesSent, bytesTotal: bytesSent, shardsDone: 1 });
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });

    it('is gone on with in the size of its own parts', async () => {
      const id = await begin();
      await put(id, 1, partOf(1));
      await put(id, 2, partOf(2));

      await upload({ partBytes: PART + 1_000_000 });

      expect(sentParts()).toEqual([3, 4]);
      await expectWhole();
    });

    it('has all parts: the last is sent again, to see how the upload encrypts', async () => {
      const id = await begin();
      for (const number of [1, 2, 3, 4]) await put(id, number, partOf(number));

      const { bytesSent } = await upload();

      expect(sentParts()).toEqual([4]);
      expect(bytesSent).toBe(12_345);
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });

    it('has a part with other bytes, which is sent again', async () => {
      const id = await begin();
      const flipped = Buffer.from(partOf(2));
      flipped[4_321] = 0x21;
      await put(id, 1, partOf(1));
      await put(id, 2, flipped);

      await upload();

      expect(sentParts()).toEqual([2, 3, 4]);
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });

    it('has larger parts than this call may hold in memory, and is dropped', async () => {
      const id = await begin();
      await put(id, 1, content.subarray(0, 2 * PART));

      await upload();

      expect(sentParts()).toEqual([1, 2, 3, 4]);
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });

    it('is one of several: the one with the most bytes is gone on with, the others are dropped', async () => {
      const few = await begin();
      await put(few, 1, partOf(1));
      const many = await begin();
      for (const number of [1, 2, 4]) await put(many, number, partOf(number));

      await upload();

      expect(sentParts()).toEqual([3]);
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });

    it('is dropped where the shard is there by now', async () => {
      await upload();
      const id = await begin();
      await put(id, 1, partOf(1));
      const before = sentParts();

      const again = await upload();

      expect(again.bytesSent).toBe(0);
      expect(sentParts()).toEqual(before);
      expect(await openUploads()).toEqual([]);
      await expectWhole();
    });

    it('is not missed where it may not be listed', async () => {
      const id = await begin();
      await put(id, 1, partOf(1));
      proxy.inject(({ operation }) => (operation === 'ListMultipartUploads' ? 'deny' : undefined));

      await upload();

      expect(sentParts()).toEqual([1, 2, 3, 4]);
      await expectWhole();
      expect(await openUploads()).toEqual([id]);
    });

    it('makes an error where nobody says what is there', async () => {
      proxy.inject(({ operation }) =>
        operation === 'ListMultipartUploads' ? 'refuse' : undefined,
      );

      await expect(upload()).rejects.toMatchObject({ code: 'S3_REQUEST', isRetryable: true });
      expect(sentParts()).toEqual([]);
    });

    it('is taken from a process that still sends: both end well', async () => {
      const other = clientFor(server());
      let second: Promise<unknown> | undefined;
      proxy.inject(({ operation, query }) => {
        if (operation !== 'UploadPart' || query.get('partNumber') !== '3') return undefined;
        second ??= upload({ s3: other });
        return second;
      });

      await upload({ concurrency: 1 });
      await second;
      other.destroy();

      expect(second).toBeDefined();
      await expectWhole();
      expect(await openUploads()).toEqual([]);
    });
  });

  describe('an upload of somebody else', () => {
    it.each([
      ['parts of other bytes', 1, Buffer.alloc(PART, 'x')],
      ['parts that lie otherwise', 3, Buffer.alloc(PART + 1, 'x')],
    ])('to the same key is left alone: %s', async (_, number, bytes) => {
      const id = await begin();
      await put(id, number, bytes);

      await upload();

      expect(sentParts()).toEqual([1, 2, 3, 4]);
      await expectWhole();
      expect(await openUploads()).toEqual([id]);
    });

    it('to a key beside ours is left alone', async () => {
      const id = await begin({ Key: `${key}.bak` });
      await put(id, 1, partOf(1), `${key}.bak`);

      await upload();

      await expectWhole();
      expect(await openUploads()).toEqual([id]);
    });
  });
}
