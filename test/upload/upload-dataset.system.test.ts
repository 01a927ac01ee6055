import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvalidOptionError, S3Error } from '../../src/core/index.ts';
import { createEmulator, type Emulator, type S3Faults } from '../../src/emulator/index.ts';
import { type UploadOptions, uploadDataset } from '../../src/upload/index.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from '../support/s3-test-server.ts';
import { type SampleDataset, sampleDataset } from '../support/sample-dataset.ts';
import { uploadSuite } from '../support/upload-suite.ts';

const THREE_PARTS = 11 * 1024 ** 2;

let emulator: Emulator;
let faults: S3Faults = () => undefined;
const server = (): S3TestServer => ({
  endpoint: emulator.endpoint,
  region: emulator.region,
  ...emulator.credentials,
});

beforeAll(async () => {
  emulator = await createEmulator({ faults: { s3: (call) => faults(call) } });
});

afterAll(async () => {
  await emulator.close();
});

describe('uploadDataset() to the emulator', () => {
  uploadSuite(server);
});

describe('uploadDataset()', () => {
  let sample: SampleDataset;
  let proxy: FaultProxy;
  let s3: S3Client;

  beforeAll(async () => {
    sample = await sampleDataset({ jobs: [[THREE_PARTS, 500]] });
  });

  afterAll(async () => {
    await sample.remove();
  });

  beforeEach(async () => {
    proxy = await startFaultProxy(emulator.endpoint);
    s3 = clientFor(server(), { endpoint: proxy.endpoint });
  });

  afterEach(async () => {
    faults = () => undefined;
    vi.unstubAllEnvs();
    s3.destroy();
    await proxy.stop();
  });

  const upload = (options: Partial<UploadOptions> & { readonly to: string }) =>
    uploadDataset(sample.dataset, { s3, ...options });

  it('names both regions where the bucket is in another one, before the first byte', async () => {
    await emulator.createBucket('in-ireland', { region: 'eu-west-1' });

    const failed = upload({ to: 's3://in-ireland/in/' });

    await expect(failed).rejects.toBeInstanceOf(S3Error);
    await expect(failed).rejects.toMatchObject({
      code: 'S3_BUCKET_REGION',
      message: expect.stringMatching(/eu-west-1.*us-east-1; nothing was written/),
    });
    expect(proxy.seen.map(({ operation }) => operation)).toEqual(['HeadBucket']);
  });

  it('compares the region of the bucket with the one that was asked for', async () => {
    await emulator.createBucket('in-virginia');

    const failed = upload({ to: 's3://in-virginia/in/', region: 'eu-west-1' });

    await expect(failed).rejects.toMatchObject({
      code: 'S3_BUCKET_REGION',
      message: expect.stringMatching(/us-east-1.*asked for is eu-west-1/),
    });
  });

  it('makes its own client from endpoint, region and the default chain', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', emulator.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', emulator.credentials.secretAccessKey);
    await emulator.createBucket('own-client');

    const { bytesSent } = await uploadDataset(sample.folder, {
      to: 's3://own-client/',
      endpoint: emulator.endpoint,
      region: 'us-east-1',
    });

    expect(bytesSent).toBe(sample.dataset.manifest.bytes);
  });

  it('passes encryption and owner on with each request that takes them', async () => {
    await emulator.createBucket('encrypted');

    await upload({
      to: 's3://encrypted/in/',
      sse: 'aws:kms',
      sseKmsKeyId: 'alias/data',
      expectedBucketOwner: emulator.account,
    });

    const objects = proxy.seen.filter(({ operation }) => /^(Create|PutObject)/.test(operation));
    expect(objects).toHaveLength(3);
    for (const { headers } of objects) {
      expect(headers['x-amz-server-side-encryption']).toBe('aws:kms');
      expect(headers['x-amz-server-side-encryption-aws-kms-key-id']).toBe('alias/data');
    }
    const owners = proxy.seen.map(({ headers }) => headers['x-amz-expected-bucket-owner']);
    expect(new Set(owners)).toEqual(new Set([emulator.account]));
  });

  it('tells S3 the CRC32 of every object and part', async () => {
    await emulator.createBucket('checked');

    await upload({ to: 's3://checked/in/' });

    const [large, small] = sample.shards;
    const crcOf = (operation: string, end: string) =>
      proxy.seen
        .filter((request) => request.operation === operation && request.path.endsWith(end))
        .map(({ headers }) => headers['x-amz-checksum-crc32']);
    expect(crcOf('CompleteMultipartUpload', '0000.jsonl')).toEqual([large?.crc32]);
    expect(crcOf('PutObject', '0001.jsonl')).toEqual([small?.crc32]);
    expect(crcOf('UploadPart', '0000.jsonl')).toEqual([
      expect.stringMatching(/^.{6}==$/),
      expect.stringMatching(/^.{6}==$/),
    ]);
  });

  it.each([
    ['leaves the bytes of parts out of the signature on loopback', undefined, /^UNSIGNED-PAYLOAD$/],
    ['signs them where that is asked for', true, /^[0-9a-f]{64}$/],
  ] as const)('%s', async (_, signPayload, expected) => {
    const name = `signed-${signPayload === true}`;
    await emulator.createBucket(name);

    await upload({ to: `s3://${name}/in/`, signPayload });

    const hashes = proxy.seen
      .filter(({ operation, path }) => operation === 'UploadPart' || path.endsWith('0001.jsonl'))
      .filter(({ operation }) => !operation.startsWith('Head'))
      .map(({ headers }) => headers['x-amz-content-sha256']);
    expect(hashes).toHaveLength(3);
    for (const hash of hashes) expect(hash).toMatch(expected);
  });

  it('drops the parts where S3 refuses to complete inside a success', async () => {
    await emulator.createBucket('refusing');
    const bucket = clientFor(server());
    faults = ({ operation }) =>
      operation === 'CompleteMultipartUpload'
        ? { status: 200, code: 'InternalError', message: 'We encountered an internal error.' }
        : undefined;

    const failed = upload({ to: 's3://refusing/in/' });

    await expect(failed).rejects.toMatchObject({ code: 'S3_REQUEST' });
    const there = TestBucket.of(bucket, 'refusing');
    expect(await there.unfinished()).toEqual([]);
    expect((await there.keys()).filter((key) => key.endsWith('0000.jsonl'))).toEqual([]);
    bucket.destroy();
  });

  it('names the upload whose parts it may not drop', async () => {
    await emulator.createBucket('sticky');
    const denied = { status: 403, code: 'AccessDenied', message: 'Access Denied' };
    faults = ({ operation }) =>
      /^(Abort|Complete)MultipartUpload$/.test(operation) ? denied : undefined;

    const failed = upload({ to: 's3://sticky/in/' });

    await expect(failed).rejects.toMatchObject({
      code: 'S3_ACCESS_DENIED',
      uploadId: expect.any(String),
      message: expect.stringMatching(
        /; parts of the upload \S+ stay in the bucket, and the next upload .* them; /,
      ),
      hint: expect.stringContaining('AbortIncompleteMultipartUpload'),
    });
  });

  it('says which right is missing, and what is there by then', async () => {
    await emulator.createBucket('read-only');
    faults = ({ operation, key }) =>
      operation === 'PutObject' && key?.endsWith('manifest.json')
        ? { status: 403, code: 'AccessDenied', message: 'Access Denied' }
        : undefined;

    await expect(upload({ to: 's3://read-only/in/' })).rejects.toMatchObject({
      code: 'S3_ACCESS_DENIED',
      message: expect.stringMatching(/manifest\.json.*; 2 of 2 shards are uploaded$/),
      hint: expect.stringContaining('s3:PutObject'),
    });
  });

  it.each([
    ['to', { to: 's3://bucket/date=2026-01-01/' }],
    ['to', { to: 'https://bucket/in' }],
    ['to', { to: `s3://bucket/${'p'.repeat(980)}` }],
    ['partBytes', { to: 's3://bucket/in', partBytes: 5 * 1024 ** 2 - 1 }],
    ['concurrency', { to: 's3://bucket/in', concurrency: 0 }],
    ['concurrency', { to: 's3://bucket/in', concurrency: 1.5 }],
    ['expectedBucketOwner', { to: 's3://bucket/in', expectedBucketOwner: 'me' }],
    ['sse', { to: 's3://bucket/in', sseKmsKeyId: 'alias/data' }],
    ['sse', { to: 's3://bucket/in', sse: 'AES256', sseKmsKeyId: 'alias/data' }],
  ] as const)('refuses a wrong %s before it asks anybody', async (option, options) => {
    const failed = upload(options);

    await expect(failed).rejects.toBeInstanceOf(InvalidOptionError);
    await expect(failed).rejects.toMatchObject({ option });
    expect(proxy.seen).toEqual([]);
  });

  it('says that no region is set', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');

    await expect(uploadDataset(sample.dataset, { to: 's3://bucket/in' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'region',
    });
  });
});
