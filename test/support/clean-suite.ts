import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetPrefix } from '../../src/dataset/index.ts';
import { cleanUploads } from '../../src/upload/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { sampleDataset } from './sample-dataset.ts';

const PART = 5 * 1024 ** 2;
const SHARD = 'in/movies-0123456789ab/jobs/0000/shard-00000.jsonl';
const OTHER_SHARD = 'in/books-fedcba987654/jobs/0012/shard-00003.jsonl';

/** What must hold of `cleanUploads()` against any S3 server. */
export function cleanSuite(server: () => S3TestServer): void {
  let proxy: FaultProxy;
  let s3: S3Client;
  let direct: S3Client;
  let bucket: TestBucket;
  let count = 0;

  beforeEach(async () => {
    proxy = await startFaultProxy(server().endpoint);
    s3 = clientFor(server(), { endpoint: proxy.endpoint });
    direct = clientFor(server());
    count += 1;
    bucket = await TestBucket.create(direct, `clean-${process.pid}-${Date.now()}-${count}`);
  });

  afterEach(async () => {
    s3.destroy();
    direct.destroy();
    await proxy.stop();
  });

  /** Begins an upload as ours are begun, with parts of these sizes, by number from 1; 0 leaves one out. */
  async function begin(Key: string, ...sizes: readonly number[]): Promise<string> {
    const { UploadId = '' } = await direct.send(
      new CreateMultipartUploadCommand({
        ...{ Bucket: bucket.name, Key, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
      }),
    );
    for (const [index, size] of sizes.entries()) {
      if (size === 0) continue;
      await direct.send(
        new UploadPartCommand({
          ...{ Bucket: bucket.name, Key, UploadId, PartNumber: index + 1 },
          ...{ Body: Buffer.alloc(size, 'x'), ChecksumAlgorithm: 'CRC32' },
        }),
      );
    }
    return UploadId;
  }

  async function open(): Promise<readonly string[]> {
    const list = new ListMultipartUploadsCommand({ Bucket: bucket.name });
    const { Uploads = [] } = await direct.send(list);
    return Uploads.map(({ UploadId = '' }) => UploadId);
  }

  const to = () => `s3://${bucket.name}/in`;

  /** Makes uploads, parts, or both look older than they are. */
  function age(days: number, ...elements: readonly string[]): void {
    const then = new Date(Date.now() - days * 86_400_000).toISOString();
    proxy.inject(({ operation }) =>
      operation === 'ListMultipartUploads' || operation === 'ListParts'
        ? {
            change: (body) =>
              Buffer.from(
                elements.reduce(
                  (text, name) =>
                    text.replaceAll(
                      new RegExp(`<${name}>[^<]+</${name}>`, 'g'),
                      `<${name}>${then}</${name}>`,
                    ),
                  body.toString(),
                ),
              ),
          }
        : undefined,
    );
  }

  describe('left uploads', () => {
    it('that are young are kept, and told with sizes and ages', async () => {
      const id = await begin(SHARD, PART, PART, 1_000);

      const left = await cleanUploads({ s3, to: to() });

      expect(left).toEqual([
        {
          uri: `s3://${bucket.name}/${SHARD}`,
          uploadId: id,
          parts: 3,
          bytes: 2 * PART + 1_000,
          begun: expect.stringMatching(/^20\d\d-.*Z$/),
          idleHours: expect.any(Number),
          status: 'kept',
        },
      ]);
      expect(left[0]?.idleHours).toBeLessThan(1);
      expect(await open()).toEqual([id]);
    });

    it('without a new part for a day are removed', async () => {
      await begin(OTHER_SHARD);
      await begin(SHARD, 0, PART, 20);
      age(3, 'Initiated', 'LastModified');

      const left = await cleanUploads({ s3, to: to() });

      expect(left.map(({ status }) => status)).toEqual(['removed', 'removed']);
      for (const { idleHours } of left) expect(idleHours).toBeCloseTo(72, 1);
      expect(await open()).toEqual([]);
    });

    it('that were begun long ago and still grow are kept', async () => {
      const id = await begin(SHARD, PART);
      age(3, 'Initiated');

      const [left] = await cleanUploads({ s3, to: to() });

      expect(left).toMatchObject({ status: 'kept' });
      expect(await open()).toEqual([id]);
    });

    it('are removed at once where that is asked for, and only told by a dry run', async () => {
      const id = await begin(SHARD, PART);

      const dry = await cleanUploads({ s3, to: to(), olderThanHours: 0, dryRun: true });
      const before = await open();
      const wet = await cleanUploads({ s3, to: to(), olderThanHours: 0 });

      expect(dry).toMatchObject([{ status: 'removable', uploadId: id, bytes: PART }]);
      expect(before).toEqual([id]);
      expect(wet).toMatchObject([{ status: 'removed', uploadId: id }]);
      expect(await open()).toEqual([]);
    });

    it('of one dataset are those below its own prefix', async () => {
      const sample = await sampleDataset({ jobs: [[500]] });
      await begin(`in/${datasetPrefix(sample.dataset.manifest)}/jobs/0000/shard-00000.jsonl`, PART);
      const other = await begin(SHARD, PART);

      const left = await cleanUploads({
        ...{ s3, to: to(), olderThanHours: 0 },
        dataset: sample.folder,
      });
      await sample.remove();

      expect(left).toHaveLength(1);
      expect(await open()).toEqual([other]);
    });

    it('of somebody else are neither told nor touched', async () => {
      const ids = [
        await begin('in/backup.tar', PART),
        await begin(`${SHARD}.bak`, PART),
        await begin(SHARD, PART, PART + 1, 1),
        await begin(`elsewhere/${SHARD}`, PART),
      ];

      expect(await cleanUploads({ s3, to: to(), olderThanHours: 0 })).toEqual([]);
      expect([...(await open())].sort()).toEqual([...ids].sort());
    });

    it('that may not be listed are an error with the rights', async () => {
      proxy.inject(() => 'deny');

      await expect(cleanUploads({ s3, to: to() })).rejects.toMatchObject({
        code: 'S3_ACCESS_DENIED',
        hint: expect.stringMatching(/^Allow s3:ListBucketMultipartUploads .*AbortMultipartUpload/),
      });
    });

    it('that could not be removed are an error, once the others are', async () => {
      const sticky = await begin(OTHER_SHARD, PART);
      await begin(SHARD, PART);
      proxy.inject(({ operation, path }) =>
        operation === 'AbortMultipartUpload' && path.includes('books') ? 'deny' : undefined,
      );

      await expect(cleanUploads({ s3, to: to(), olderThanHours: 0 })).rejects.toMatchObject({
        code: 'S3_REQUEST',
        uploadId: sticky,
        message: expect.stringMatching(/^1 unfinished upload could not.*; 1 other was removed$/),
      });
      expect(await open()).toEqual([sticky]);
    });

    it.each(['ListParts', 'AbortMultipartUpload'])(
      'are not taken for gone where %s is told that there is no bucket',
      async (asked) => {
        const uploadId = await begin(SHARD, PART);
        const body = '<Error><Code>NoSuchBucket</Code><Message>No</Message></Error>';
        proxy.inject(({ operation }) =>
          operation === asked
            ? { answer: { status: 404, type: 'application/xml', body } }
            : undefined,
        );

        const cleaned = cleanUploads({ s3, to: to(), olderThanHours: 0 });

        const code = asked === 'ListParts' ? 'S3_BUCKET_NOT_FOUND' : 'S3_REQUEST';
        await expect(cleaned).rejects.toMatchObject({ code });
        expect(await open()).toEqual([uploadId]);
      },
    );

    it('of a list without an end are an error', async () => {
      proxy.inject(({ operation }) =>
        operation === 'ListMultipartUploads'
          ? {
              change: (body) =>
                Buffer.from(
                  body
                    .toString()
                    .replace(
                      /<IsTruncated>false/,
                      '<NextKeyMarker>a</NextKeyMarker><IsTruncated>true',
                    ),
                ),
            }
          : undefined,
      );

      await expect(cleanUploads({ s3, to: to() })).rejects.toMatchObject({
        code: 'S3_REPLY_UNCLEAR',
      });
    });

    it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
      'cannot be older than %d hours',
      async (olderThanHours) => {
        await expect(cleanUploads({ s3, to: to(), olderThanHours })).rejects.toMatchObject({
          code: 'INVALID_OPTION',
          option: 'olderThanHours',
        });
        expect(proxy.seen).toEqual([]);
      },
    );
  });
}
