import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildDataset } from '../../../src/builders/index.ts';
import { openRun } from '../../../src/dataset/index.ts';
import { type SubmitOptions, submitJobs } from '../../../src/jobs/index.ts';
import { type UploadedDataset, uploadDataset } from '../../../src/upload/index.ts';
import { isOtherObject } from '../../../src/upload/objects/same-object.ts';
import { textRows, Workshop } from '../../support/emulated-run.ts';

afterEach(() => vi.unstubAllEnvs());

const uploaded = async (shop: Workshop): Promise<UploadedDataset> => {
  const dataset = await buildDataset(textRows(30), {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    quotas: { minRecordsPerJob: 5, recordsPerJob: 15 },
  });
  return uploadDataset(dataset, { to: 's3://data/in/', s3: shop.s3 });
};
const optionsOf = ({ bedrock, s3, emulator }: Workshop): SubmitOptions => ({
  bedrock,
  s3,
  roleArn: `arn:aws:iam::${emulator.account}:role/Batch`,
});
const placeOf = ({ uri }: UploadedDataset, path = 'jobs/0001/shard-00000.jsonl') => ({
  Bucket: 'data',
  Key: `${uri.slice('s3://data/'.length)}${path}`,
});

/** Writes over the shard of the second job. */
const overwrite = async (
  shop: Workshop,
  upload: UploadedDataset,
  change: (text: string) => string,
) => {
  const place = placeOf(upload);
  const { Body } = await shop.s3.send(new GetObjectCommand(place));
  const text = (await Body?.transformToString()) ?? '';
  await shop.s3.send(new PutObjectCommand({ ...place, Body: change(text) }));
};

describe('submitJobs() with a client for S3', () => {
  it.each([
    ['of another size', (text: string) => `${text}{}\n`],
    ['of the same size', (text: string) => text.replace('text 17', 'text 71')],
  ])('asks for no job where an object %s lies in place of a shard', async (_what, change) => {
    await using shop = await Workshop.open();
    const upload = await uploaded(shop);
    await overwrite(shop, upload, change);

    await expect(submitJobs(upload, optionsOf(shop))).rejects.toMatchObject({
      code: 'S3_OBJECT_DIFFERS',
      key: placeOf(upload).Key,
    });

    expect(shop.emulator.jobs()).toEqual([]);
    await expect(openRun(upload.dataset.folder)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('asks for no job where a shard is gone', async () => {
    await using shop = await Workshop.open();
    const upload = await uploaded(shop);
    await shop.s3.send(new DeleteObjectCommand(placeOf(upload)));

    await expect(submitJobs(upload, optionsOf(shop))).rejects.toMatchObject({
      code: 'S3_OBJECT_NOT_FOUND',
    });

    expect(shop.emulator.jobs()).toEqual([]);
  });

  it('does not look at shards of jobs that are with Bedrock', async () => {
    await using shop = await Workshop.open();
    const upload = await uploaded(shop);
    await submitJobs(upload, optionsOf(shop));
    await overwrite(shop, upload, (text) => `${text}{}\n`);

    const run = await submitJobs(upload, optionsOf(shop));

    expect(run.state.jobs.every(({ attempts }) => attempts.length === 1)).toBe(true);
  });

  it('makes its own client where none is passed in', async () => {
    await using shop = await Workshop.open();
    const upload = await uploaded(shop);
    const { endpoint, region, credentials } = shop.emulator;
    await overwrite(shop, upload, (text) => `${text}{}\n`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);

    const { roleArn } = optionsOf(shop);
    const submitting = submitJobs(upload, { roleArn, endpoint, region });

    await expect(submitting).rejects.toMatchObject({ code: 'S3_OBJECT_DIFFERS' });
  });
});

describe('isOtherObject()', () => {
  const shard = {
    path: 'jobs/0000/shard-00000.jsonl',
    records: 1,
    bytes: 10,
    crc32: 'AAAAAA==',
    hash: '0'.repeat(32),
    firstRecordId: '1',
    lastRecordId: '1',
    rows: { first: 1, count: 1 },
  };

  it.each([
    [{ bytes: 10, crc32: 'AAAAAA==', metadata: {} }, false],
    [{ bytes: 10, crc32: 'AAAAAB==', metadata: {} }, true],
    [{ bytes: 11, crc32: 'AAAAAA==', metadata: {} }, true],
    [{ bytes: 10, crc32: undefined, metadata: { 'bedrock-batch-hash': shard.hash } }, false],
    [{ bytes: 10, crc32: undefined, metadata: { 'bedrock-batch-hash': 'f' } }, true],
    [{ bytes: 10, crc32: undefined, metadata: {} }, false],
    [{ bytes: 9, crc32: undefined, metadata: {} }, true],
  ])('says of %o: %s', (head, isOther) => {
    expect(isOtherObject(head, shard)).toBe(isOther);
  });
});
