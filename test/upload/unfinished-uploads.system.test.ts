import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetPrefix } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { uploadDataset } from '../../src/upload/index.ts';
import { clientFor, type S3TestServer, TestBucket } from '../support/s3-test-server.ts';
import { type SampleDataset, sampleDataset } from '../support/sample-dataset.ts';
import { takenUpSuite } from '../support/taken-up-suite.ts';

const PART = 5 * 1024 ** 2;

let emulator: Emulator;
const server = (): S3TestServer => ({
  endpoint: emulator.endpoint,
  region: emulator.region,
  ...emulator.credentials,
});

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(async () => {
  await emulator.close();
});

describe('unfinished uploads in the emulator', () => {
  takenUpSuite(server);
});

describe('unfinished uploads, where the server says more', () => {
  let sample: SampleDataset;
  let s3: S3Client;

  beforeAll(async () => {
    sample = await sampleDataset({ jobs: [[PART + 500]] });
    s3 = clientFor(server());
  });

  afterAll(async () => {
    s3.destroy();
    await sample.remove();
  });

  async function begun(
    Bucket: string,
    fields: Partial<ConstructorParameters<typeof CreateMultipartUploadCommand>[0]>,
  ): Promise<{ readonly bucket: TestBucket; readonly Key: string; readonly UploadId: string }> {
    await emulator.createBucket(Bucket);
    const [{ path = '' } = {}] = sample.shards;
    const Key = `${datasetPrefix(sample.dataset.manifest)}/${path}`;
    const { UploadId = '' } = await s3.send(
      new CreateMultipartUploadCommand({
        ...{ Bucket, Key, ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' },
        ...fields,
      }),
    );
    return { bucket: TestBucket.of(s3, Bucket), Key, UploadId };
  }

  async function firstPart(Bucket: string, Key: string, UploadId: string): Promise<void> {
    const content = await readFile(join(sample.folder, sample.shards[0]?.path ?? ''));
    await s3.send(
      new UploadPartCommand({
        ...{ Bucket, Key, UploadId, PartNumber: 1, Body: content.subarray(0, PART) },
        ChecksumAlgorithm: 'CRC32',
      }),
    );
  }

  const upload = (bucket: string, options: { readonly sse?: 'aws:kms' } = {}) =>
    uploadDataset(sample.dataset, { s3, to: `s3://${bucket}/`, partBytes: PART, ...options });

  it('drops one without a part that began with our checksum', async () => {
    const { bucket } = await begun('empty-of-ours', {});

    await upload('empty-of-ours');

    expect(await bucket.unfinished()).toEqual([]);
  });

  it.each([
    ['of another algorithm', { ChecksumAlgorithm: 'CRC32C' }],
    ['of another kind', { ChecksumType: 'COMPOSITE' }],
  ] as const)('leaves one alone that began with a checksum %s', async (kind, fields) => {
    const name = kind.replaceAll(' ', '-');
    const { bucket, Key } = await begun(name, fields);

    await upload(name);

    expect(await bucket.unfinished()).toEqual([Key]);
  });

  it.each([
    ['with a key of KMS, and this call without', { ServerSideEncryption: 'aws:kms' }, undefined],
    ['without a key of KMS, and this call with one', {}, 'aws:kms'],
  ] as const)('does not go on with one that began %s', async (_, fields, sse) => {
    const name = sse === undefined ? 'less-encrypted' : 'more-encrypted';
    const { bucket, Key, UploadId } = await begun(name, fields);
    await firstPart(name, Key, UploadId);

    await upload(name, sse === undefined ? {} : { sse });

    const head = await s3.send(new HeadObjectCommand({ Bucket: name, Key }));
    expect(head.ServerSideEncryption).toBe(sse ?? 'AES256');
    expect(await bucket.unfinished()).toEqual([]);
  });
});
