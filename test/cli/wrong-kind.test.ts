import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { runMain } from './run-main.ts';

const MODEL = ['--model', 'amazon.titan-embed-text-v2:0'];
const RECORDS = [...MODEL, '--prompt', '{{text}}'];
const UPLOAD = ['--to', 's3://data/', '--region', 'us-east-1'];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const temporary = useTemporaryFolder();
const at = (name: string) => join(temporary.path, name);

beforeEach(async () => {
  await mkdir(at('folder'));
  await writeFile(at('file.csv'), `text\n${'a\n'.repeat(100)}`);
});

describe('a folder where a file is needed', () => {
  it.each([
    ['--prompt-file', () => build('--prompt-file')],
    ['--map', () => build('--map')],
    ['--schema', () => build('--prompt', '{{text}}', '--schema')],
    ['--row-schema', () => build('--prompt', '{{text}}', '--row-schema')],
  ])('is refused by %s with exit status 2', async (_, argv) => {
    const { code, stderr } = await runMain(argv());

    expect(code).toBe(2);
    expect(stderr).toContain('SOURCE_NOT_FILE');
    expect(stderr).toContain(`"${at('folder')}" is a folder, and a file is needed`);
  });

  it.each([
    ['build', []],
    ['run', ['--local']],
  ])('is no source of %s where no file of rows is in it', async (command, more) => {
    const argv = [command, at('folder'), '--out', at('out'), ...RECORDS, ...more];
    const { code, stderr } = await runMain(argv);

    expect(code).toBe(2);
    expect(stderr).toContain('SOURCE_NOT_FOUND');
    expect(stderr).toContain(`no CSV, TSV, JSON or JSONL file in "${at('folder')}"`);
  });

  it('is refused by results --source before AWS is asked', async () => {
    const run = ['run', at('file.csv'), '--out', at('out'), ...RECORDS, '--local', '--quiet'];
    expect((await runMain(run)).code).toBe(0);

    for (const source of ['folder', 'nowhere.csv']) {
      const { code, stdout } = await runMain(['results', at('out'), '--source', at(source)]);

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });

  const build = (...flags: readonly string[]) => [
    'build',
    at('file.csv'),
    '--out',
    at('out'),
    ...MODEL,
    ...flags,
    at('folder'),
  ];
});

describe('an address in S3 that lost a slash', () => {
  it.each([
    ['results', ['results', 's3:/data/in/']],
    ['validate', ['validate', 'S3://data/in/', ...MODEL]],
    ['build', ['build', 's3:/data/rows.csv', '--out', 'out', ...RECORDS]],
  ])('is told from a path by %s', async (_, argv) => {
    const { code, stderr } = await runMain(argv);

    expect(code).toBe(2);
    expect(stderr).toContain('An address in S3 is written s3://bucket/prefix/');
  });
});

describe('a socket where a file is needed', () => {
  it.each([
    ['build', () => ['build', at('s'), '--out', at('out'), ...RECORDS]],
    ['validate', () => ['validate', at('s'), ...MODEL]],
  ])('is refused by %s with exit status 2', async (_, argv) => {
    const server = createServer().listen(at('s'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { code, stderr } = await runMain(argv());
    server.close();

    expect(code).toBe(2);
    expect(stderr).toContain('is a socket, and a file is needed');
  });
});

describe('a file where a folder is needed', () => {
  it.each([
    ['upload', () => ['upload', at('file.csv'), ...UPLOAD]],
    ['submit', () => ['submit', at('file.csv'), ...UPLOAD, ...ROLE]],
    ['results', () => ['results', at('file.csv')]],
    ['jobs get', () => ['jobs', 'get', at('file.csv')]],
  ])('is no dataset for %s', async (_, argv) => {
    const { code, stderr } = await runMain(argv());

    expect(code).toBe(2);
    expect(stderr).toContain('DATASET_NOT_FOUND');
    expect(stderr).toContain('is a file, and a dataset is a folder with a manifest.json');
  });

  it('is refused as --out, and stays as it is', async () => {
    const { code, stderr } = await runMain([
      ...['build', at('file.csv'), '--out', at('file.csv')],
      ...RECORDS,
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain('is a file, and a dataset is a folder; nothing was written');
  });

  it('is refused as the data of an emulator', async () => {
    const { code, stderr } = await runMain(['emulator', '--data', at('file.csv')]);

    expect(code).toBe(2);
    expect(stderr).toContain('is a file, and --data needs a folder');
  });
});
