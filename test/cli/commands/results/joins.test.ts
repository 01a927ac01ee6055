import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const TARGET = ['--to', 's3://data/batch/', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');
const shard = () => join(out(), 'jobs/0000/shard-00000.jsonl');

const aws = useEmulator({ timeScale: 0, seed: 3, quotas: { minRecordsPerJob: 1 } });
const { call } = aws;

async function source(name: string, numbers: readonly number[]): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, `id,text\n${numbers.map((id) => `${id},text ${id}\n`).join('')}`);
  return path;
}

const numbers = Array.from({ length: 12 }, (_, index) => index + 1);

async function build(id: readonly string[]): Promise<void> {
  const rows = await source('rows.csv', numbers);
  const made = ['--model', MODEL, '--prompt', '{{text}}', '--quota', 'min-records-per-job=1'];
  expect((await runMain(['build', rows, ...made, ...id, '--out', out()])).code).toBe(0);
  expect((await call('upload', out(), ...TARGET.slice(0, 2))).code).toBe(0);
}

async function finish(id: readonly string[] = ['--id', '{{id}}']): Promise<void> {
  await build(id);
  expect((await call('submit', out(), ...TARGET)).code).toBe(0);
  await aws.emulator.advance(60_000);
}

interface Printed {
  readonly recordId: string;
  readonly row: { readonly id: string };
}
const printed = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed);

describe('results --source', () => {
  it('joins the rows of several files in their order, and of no other', async () => {
    const files = [await source('b.csv', [1, 2, 3]), await source('a.csv', [4, 5])];
    const flags = ['--model', MODEL, '--prompt', '{{text}}', '--quota', 'min-records-per-job=1'];
    const argv = ['run', ...files, ...flags, '--out', out(), '--local', '--quiet'];
    expect((await runMain(argv)).code).toBe(0);
    const again = await runMain([...argv.slice(0, -1), '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ datasetReused: true });

    const named = files.flatMap((file) => ['--source', file]);
    const { code, stdout } = await runMain(['results', out(), ...named]);
    expect(code).toBe(0);
    expect(
      printed(stdout)
        .map(({ row }) => row.id)
        .sort(),
    ).toEqual(['1', '2', '3', '4', '5']);

    const pattern = join(folder.path, '*.csv');
    const changed = await runMain(['results', out(), '--source', pattern]);
    expect(changed).toMatchObject({ code: 2, stdout: '' });
    expect(changed.stderr).toContain('Row 1 of');
    expect(changed.stderr).toContain('a.csv');
  });

  it('joins a file in another order by the ids that a template made, and says so', async () => {
    await finish();

    const reversed = await source('reversed.csv', numbers.toReversed());
    const { code, stdout, stderr } = await call('results', out(), '--source', reversed);

    expect(code).toBe(0);
    expect(printed(stdout)).toHaveLength(12);
    for (const { recordId, row } of printed(stdout)) expect(row.id).toBe(recordId);
    expect(stderr).toContain('joined by the id "{{id}}"');
  });

  it('prints nothing beside a file in another order whose ids are numbers of rows', async () => {
    await finish([]);

    const reversed = await source('reversed.csv', numbers.toReversed());
    const { code, stdout, stderr } = await call('results', out(), '--source', reversed);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('SOURCE_DIFFERS');
    expect(stderr).toMatch(/Row 1 of ".*reversed\.csv", which begins in line 2, is not the row/);
  });

  it('says what to do with a file that has an edited row', async () => {
    await finish();

    const edited = await source('edited.csv', numbers.with(6, 70));
    const { code, stdout, stderr } = await call('results', out(), '--source', edited);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Row 7 of');
    expect(stderr).toContain('as it was when the dataset was built');
  });

  it('notes with --json that rows of an older dataset are not proven', async () => {
    await finish();
    const manifest = join(out(), 'manifest.json');
    const { rows: _rows, ...older } = JSON.parse(await readFile(manifest, 'utf8')) as {
      rows: unknown;
    };
    await writeFile(manifest, JSON.stringify(older));

    const rows = await source('rows.csv', numbers);
    const plain = await call('results', out(), '--source', rows, '--quiet');
    const json = await call('results', out(), '--source', rows, '--json');

    expect(plain.code).toBe(0);
    expect(plain.stderr).toMatch(/^note: .*nothing proves/);
    expect(json.stderr).toContain('"kind": "rows-unproven"');
  });
});

describe('a shard that was changed', () => {
  it('is said by results, which read by id where that is safe, and refused by --retry', async () => {
    await finish();
    const built = await readFile(shard(), 'utf8');
    await writeFile(shard(), built.replace('text 5', 'text 6'));

    const safe = await call('results', out());
    const withRows = await call('results', out(), '--source', join(folder.path, 'rows.csv'));
    await writeFile(shard(), built.replace('{"recordId":"5"', '{"recordId":"55"'));
    const unsafe = await call('results', out());
    const retry = await call('results', out(), '--retry', join(folder.path, 'retry'));

    expect(safe.code).toBe(0);
    expect(safe.stderr).toContain('note: "jobs/0000/shard-00000.jsonl" was changed');
    for (const { code, stdout, stderr } of [withRows, unsafe, retry]) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('DATASET_CHANGED');
    }
  });
});

describe('submit', () => {
  it('asks for nothing where another object lies in place of a shard', async () => {
    await build([]);
    const { endpoint, region, credentials } = aws.emulator;
    const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'data' }));
    const Key = listed.Contents?.find(({ Key: key }) => key?.endsWith('.jsonl'))?.Key;
    const text = await readFile(shard(), 'utf8');
    await s3.send(
      new PutObjectCommand({ Bucket: 'data', Key, Body: text.replace('text 5', 'text 6') }),
    );
    s3.destroy();

    const { code, stderr } = await call('submit', out(), ...TARGET);

    expect(code).toBe(3);
    expect(stderr).toContain('S3_OBJECT_DIFFERS');
    expect(stderr).toContain('nothing was submitted');
    expect(aws.emulator.jobs()).toEqual([]);
  });
});
