import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { cleanUploads } from '../../../src/upload/index.ts';
import { cleanSuite } from '../../support/clean-suite.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(async () => {
  await emulator.close();
});

describe('cleanUploads() in the emulator', () => {
  cleanSuite(() => ({ ...emulator, ...emulator.credentials }));
});

describe('cleanUploads()', () => {
  it('leaves alone what was begun with another checksum', async () => {
    const s3 = clientFor({ ...emulator, ...emulator.credentials });
    const bucket = await TestBucket.create(s3, 'checksums');
    const Key = 'movies-0123456789ab/jobs/0000/shard-00000.jsonl';
    const fields = { Bucket: 'checksums', Key };
    await s3.send(new CreateMultipartUploadCommand({ ...fields, ChecksumAlgorithm: 'CRC32C' }));
    await s3.send(new CreateMultipartUploadCommand({ ...fields, ChecksumAlgorithm: 'CRC32' }));

    const left = await cleanUploads({ s3, to: 's3://checksums', olderThanHours: 0 });

    expect(left).toEqual([]);
    expect(await bucket.unfinished()).toEqual([Key, Key]);
    s3.destroy();
  });
});
