import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuildOptions, buildDataset } from '../../../src/builders/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { uploadDataset } from '../../../src/upload/index.ts';
import { clientFor } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const folder = useTemporaryFolder();
let emulator: Emulator;
let s3: S3Client;
let count = 0;

beforeAll(async () => {
  emulator = await createEmulator();
  await emulator.createBucket('rows');
  s3 = clientFor({ ...emulator, ...emulator.credentials });
});

afterAll(async () => {
  s3.destroy();
  await emulator.close();
});

async function put(Key: string, Body: string | Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: 'rows', Key, Body }));
}

function build(source: string, options: Partial<BuildOptions> = {}) {
  count += 1;
  return buildDataset(source, {
    model: MODEL,
    prompt: '{{title}}',
    name: 'films',
    quotas: { minRecordsPerJob: 1 },
    objects: { s3 },
    out: join(folder.path, `built-${count}`),
    ...options,
  });
}

describe('sources in S3', () => {
  it('are built as the same files in a folder are, in the order of their names', async () => {
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'day=1/b.jsonl': '{"title":"Brazil"}\n{"title":"Cube"}\n',
      'day=1/a.csv': 'title\nAlien\n',
      'day=2/c.csv.gz': gzipSync('title\n'.concat('Dune\n'.repeat(50_000))),
      'day=2/_SUCCESS': '',
      'notes.txt': 'no rows',
    };
    const local = join(folder.path, 'films');
    for (const [name, bytes] of Object.entries(files)) {
      await mkdir(join(local, name, '..'), { recursive: true });
      await writeFile(join(local, name), bytes);
      await put(`films/${name}`, bytes);
    }

    const ofFolder = await build(local);
    const ofPrefix = await build('s3://rows/films/');
    const unslashed = await build('s3://rows/films');

    expect(ofPrefix.manifest.records).toBe(50_003);
    expect(ofPrefix.manifest.digest).toBe(ofFolder.manifest.digest);
    expect(ofPrefix.manifest.rows).toEqual(ofFolder.manifest.rows);
    expect(unslashed.manifest.digest).toBe(ofFolder.manifest.digest);
    const object = await build('s3://rows/films/day=1/b.jsonl');
    expect(object.manifest.records).toBe(2);
  });

  it('are known by their entity tags, so that what was written anew is another source', async () => {
    await put('known/a.csv', 'title\nAlien\n');
    const out = join(folder.path, 'known');
    const first = await build('s3://rows/known/', { out });
    const again = await build('s3://rows/known/', { out });
    await put('known/a.csv', 'title\nEvita\n');

    expect([first.reused, again.reused]).toEqual([false, true]);
    await expect(build('s3://rows/known/', { out })).rejects.toMatchObject({
      code: 'DATASET_EXISTS',
    });
  });

  it('name the object and the row of what is wrong', async () => {
    await put('wrong/a.csv', 'title,year\nAlien,1979\n');
    await put('wrong/b.csv', 'title,year\nBrazil,1985\nCube\n');

    const failure = await build('s3://rows/wrong/').catch((error: unknown) => error);

    expect(failure).toMatchObject({
      code: 'DATASET_INVALID',
      report: { diagnostics: [{ location: { source: 's3://rows/wrong/b.csv' } }] },
    });
  });

  it('are refused where they are none', async () => {
    const dataset = await build('s3://rows/films/day=1/a.csv');
    const { uri } = await uploadDataset(dataset, { to: 's3://rows/built/', s3 });

    await expect(build(uri)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('is a dataset in S3'),
    });
    await expect(build('s3://rows/nothing/')).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    await expect(build('s3://rows/films/none.csv')).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    await expect(build('s3://nowhere/films/')).rejects.toMatchObject({
      code: 'S3_BUCKET_NOT_FOUND',
    });
  });
});
