import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDataset } from '../../src/builders/index.ts';
import { type Dataset, openDataset } from '../../src/dataset/index.ts';
import { estimateDataset, estimateFiles, type TokenCounter } from '../../src/pricing/index.ts';
import { uploadDataset } from '../../src/upload/index.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const MODEL = 'amazon.nova-lite-v1:0';
const PRICES = { priceIn: 1, priceOut: 4 };
/** As many as 256 spans may take, where some lie at the end of a shard or in a long line. */
const MOST_READS = 300;

/** What must hold of an estimate in S3, whatever the server. */
export function estimateSuite(server: () => S3TestServer): void {
  const folder = useTemporaryFolder();
  let s3: S3Client;
  let bucket: TestBucket;

  beforeAll(async () => {
    s3 = clientFor(server());
    bucket = await TestBucket.create(s3, `estimate-${process.pid}-${Date.now()}`);
  });

  afterAll(async () => {
    await bucket.empty();
    s3.destroy();
  });

  async function* rowsOf(count: number) {
    for (let index = 0; index < count; index += 1)
      yield { text: `film ${index} `.repeat(1 + (index % 150)) };
  }

  /** The same dataset in a folder and in S3. */
  async function twice(records: number): Promise<readonly [Dataset, Dataset]> {
    const there = await buildDataset(rowsOf(records), {
      model: MODEL,
      prompt: 'Which genre is {{text}}?',
      maxTokens: 20,
      quotas: { fileBytes: 5_000_000 },
      out: join(folder.path, `films-${records}`),
    });
    const { uri } = await uploadDataset(there, { s3, to: `s3://${bucket.name}/in/` });
    return [there, await openDataset(uri, { s3 })];
  }

  /** Counts the objects, or spans of them, that are read meanwhile. */
  async function readsIn(act: () => Promise<unknown>): Promise<number> {
    let reads = 0;
    s3.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'GetObjectCommand') reads += 1;
          return next(args);
        },
      { step: 'initialize', name: 'counts' },
    );
    try {
      await act();
    } finally {
      s3.middlewareStack.remove('counts');
    }
    return reads;
  }

  describe('an estimate in S3', () => {
    it('has the very numbers of the folder, of as many spans as there', async () => {
      const [here, there] = await twice(20_000);
      const ofFolder = await estimateDataset(here, PRICES);
      let ofPrefix: unknown;

      const reads = await readsIn(async () => {
        ofPrefix = await estimateDataset(there, PRICES);
      });

      expect(ofFolder.isSampled).toBe(true);
      expect(here.manifest.jobs[0]?.shards.length).toBeGreaterThan(2);
      expect(ofPrefix).toEqual(ofFolder);
      expect(reads).toBeLessThan(MOST_READS);
      expect(await estimateDataset(there, { ...PRICES, all: true })).toEqual(
        await estimateDataset(here, { ...PRICES, all: true }),
      );
    });

    it('has them also of what is read whole, of objects, and where tokens are counted', async () => {
      const [here, there] = await twice(500);
      const tokenCounter: TokenCounter = { count: async (modelInput) => modelInput.length };
      const counted = { ...PRICES, tokenCounter };
      const [shard = ''] = here.manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path));

      expect(await readsIn(() => estimateDataset(there, PRICES))).toBe(1);
      expect(await estimateDataset(there, PRICES)).toEqual(await estimateDataset(here, PRICES));
      expect(await estimateDataset(there, counted)).toEqual(await estimateDataset(here, counted));
      const of = { ...PRICES, model: MODEL, s3: { s3 } };
      expect(await estimateFiles([there.home.nameOf(shard)], of)).toEqual(
        await estimateFiles([here.home.nameOf(shard)], of),
      );
    });

    it('is none of objects that are not those of the manifest, or not there', async () => {
      const [, there] = await twice(200);
      const [shard = ''] = there.manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path));
      const Key = there.home.nameOf(shard).slice(`s3://${bucket.name}/`.length);
      await s3.send(
        new PutObjectCommand({ Bucket: bucket.name, Key, Body: 'more'.repeat(99_999) }),
      );

      await expect(estimateDataset(there, PRICES)).rejects.toMatchObject({
        code: 'S3_OBJECT_DIFFERS',
        message: expect.stringContaining('399,996 bytes'),
      });
      const nowhere = [`s3://${bucket.name}/in/none.jsonl`];
      await expect(estimateFiles(nowhere, { model: MODEL, s3: { s3 } })).rejects.toMatchObject({
        code: 'SOURCE_NOT_FOUND',
      });
    });
  });
}
