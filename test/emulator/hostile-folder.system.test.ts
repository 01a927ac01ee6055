import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const folder = useTemporaryFolder();
const at = (...parts: string[]) => join(folder.path, ...parts);
const ID = 'a1'.repeat(12);
const TIME = '2026-11-20T12:00:00.000Z';
const bucket = { kind: 'bucket', name: 'data', region: 'us-east-1', createdAt: TIME };
const object = (file: string) => ({
  ...{ kind: 'object', bucket: 'data', key: 'a', bytes: 6, etag: '"x"', modifiedAt: TIME },
  ...{ slices: [{ file, start: 0, bytes: 6 }], headers: {} },
  checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
});
const job = (change: object = {}) => ({
  ...{ id: 'abcdefghijkl', jobArn: 'arn', ordinal: 0, submitTime: 1, lastModifiedTime: 1 },
  ...{ status: 'Submitted', inputs: [] },
  request: {
    ...{ jobName: 'a', roleArn: 'arn', modelId: 'm' },
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://data/in/' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://data/out/' } },
  },
  counts: { total: 0, processed: 0, succeeded: 0, failed: 0, inputTokens: 0, outputTokens: 0 },
  ...change,
});

async function document(value: unknown): Promise<void> {
  await mkdir(at('emulator/s3/documents'), { recursive: true });
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  await writeFile(at('emulator/s3/documents', `${ID}.json`), text);
}

async function book(value: unknown): Promise<void> {
  await mkdir(at('emulator'), { recursive: true });
  await writeFile(at('emulator/bedrock-jobs.json'), JSON.stringify(value));
}

async function open(): Promise<void> {
  const emulator = await createEmulator({ folder: at('emulator'), timeScale: 0 });
  onTestFinished(() => emulator.close());
}

const refused = { code: 'INVALID_OPTION', option: 'folder' };

describe('a folder that the emulator did not write', () => {
  it.each([
    ['above', '../../../secret'],
    ['absolute', '/etc/passwd'],
    ['in a folder', 'a/b'],
    ['of Windows', '..\\..\\secret'],
    ['hidden', '.bashrc'],
    ['with a NUL', `${'a'.repeat(31)}\0`],
  ])('names no file to read or remove: %s', async (_, file) => {
    await writeFile(at('secret'), 'secret');
    await document(object(file));

    await expect(open()).rejects.toMatchObject(refused);

    expect(await readFile(at('secret'), 'utf8')).toBe('secret');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['null', null],
    ['another kind', { ...bucket, kind: '__proto__' }],
    ['no time', { ...bucket, createdAt: 'never' }],
    ['a size that is none', { ...object('a1'.repeat(16)), bytes: -1 }],
    [
      'an endless slice',
      { ...object('x'), slices: [{ file: 'a1'.repeat(16), start: 0, bytes: 1e300 }] },
    ],
  ])('is refused with a document that is %s', async (_, value) => {
    await document(value);

    await expect(open()).rejects.toMatchObject(refused);
  });

  it.each([
    ['another version', { version: 2, savedAt: 1, jobs: [] }],
    ['no list', { version: 1, savedAt: 1, jobs: {} }],
    ['a time behind all times', { version: 1, savedAt: 1e300, jobs: [] }],
    ['a job that is none', { version: 1, savedAt: 1, jobs: [null] }],
    ['an id that is a path', { version: 1, savedAt: 1, jobs: [job({ id: '../../secret' })] }],
    ['a request without places', { version: 1, savedAt: 1, jobs: [job({ request: {} })] }],
    ['counts below nothing', { version: 1, savedAt: 1, jobs: [job({ counts: { total: -1 } })] }],
  ])('is refused with a book of jobs that has %s', async (_, value) => {
    await book(value);

    await expect(open()).rejects.toMatchObject(refused);
  });

  it('has nothing removed behind a link', async () => {
    const names = ['thesis.docx', 'notes.json', 'draft.json.new'];
    await mkdir(at('home'), { recursive: true });
    for (const name of names) await writeFile(at('home', name), '{}');
    await mkdir(at('emulator/s3'), { recursive: true });
    await symlink(at('home'), at('emulator/s3/bodies'));
    await symlink(at('home'), at('emulator/s3/documents'));

    await open();

    expect((await readdir(at('home'))).sort()).toEqual([...names].sort());
  });

  it('is opened with what the emulator did write', async () => {
    await document(bucket);
    await book({ version: 1, savedAt: 1, jobs: [job()] });

    await expect(open()).resolves.toBeUndefined();
  });
});
