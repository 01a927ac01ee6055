import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { datasetHome } from '../../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { digestFile, type HomePrefix } from '../../../src/io/index.ts';
import { copyFiles, type SentFile, sendFiles } from '../../../src/upload/index.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MIB = 1024 ** 2;
const TO = 'jobs/0000/shard-00000.jsonl';

describe('copyFiles()', () => {
  const folder = useTemporaryFolder();
  const bytes = Buffer.alloc(11 * MIB, 'a line of text\n');
  let emulator: Emulator;
  let s3: S3Client;
  let bucket: TestBucket;
  let prefix: HomePrefix;
  let sent: SentFile;

  beforeAll(async () => {
    emulator = await createEmulator();
    s3 = clientFor({ ...emulator, ...emulator.credentials });
    bucket = await TestBucket.create(s3, 'copies');
    prefix = {
      place: { bucket: 'copies', key: 'out/' },
      requests: {},
      client: async () => s3,
    };
  });

  beforeEach(async () => {
    for (const key of await bucket.keys()) await bucket.remove(key);
    await writeFile(join(folder.path, 'piece'), bytes);
    sent = { path: 'piece', ...(await digestFile(join(folder.path, 'piece'))) };
    const from = datasetHome(folder.path);
    await sendFiles([sent], { from, to: prefix, folder: 'a b/' });
  });

  afterAll(async () => {
    s3.destroy();
    await emulator.close();
  });

  const copy = (there: readonly string[] = [], file: Partial<SentFile> = {}) =>
    copyFiles([{ from: 'a b/piece', file: { ...sent, ...file, path: TO } }], prefix, {
      there: new Set(there),
      sizes: { atOnce: MIB, part: 5 * MIB },
    });

  it('copies in one request, or in parts where it is too large for that', async () => {
    await copy();
    const whole = { from: 'a b/piece', file: { ...sent, path: 'jobs/0001/shard-00000.jsonl' } };
    await copyFiles([whole], prefix, { there: new Set() });

    expect(await bucket.has(`out/${TO}`, bytes)).toBe(true);
    expect(await bucket.has('out/jobs/0001/shard-00000.jsonl', bytes)).toBe(true);
    expect(await bucket.unfinished()).toEqual([]);
  });

  it('leaves what is there and the same, and writes over what is not', async () => {
    await bucket.put(`out/${TO}`, 'another one');
    await copy([TO]);
    expect(await bucket.has(`out/${TO}`, bytes)).toBe(true);
    await bucket.remove('out/a b/piece');

    await copy([TO]);

    expect(await bucket.has(`out/${TO}`, bytes)).toBe(true);
  });

  it('refuses an object that is another one than it must be, and leaves no parts', async () => {
    await expect(copy([], { crc32: 'AAAAAA==' })).rejects.toMatchObject({
      name: 'S3Error',
    });
    await bucket.remove('out/a b/piece');
    await expect(copy()).rejects.toMatchObject({ code: 'S3_OBJECT_NOT_FOUND' });
    expect(await bucket.unfinished()).toEqual([]);
  });
});
