import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { useEmulator } from '../with-emulator.ts';

const BIN = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url));
const OUT = 's3://data/batch/films/';
const folder = useTemporaryFolder();
const bench = useEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });
const MODEL = ['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

let rows: string;
let bucket: TestBucket;

beforeEach(async () => {
  rows = join(folder.path, 'films.csv');
  await writeFile(rows, 'title\nAlien\nBrazil\nCube\n');
  bucket = TestBucket.of(clientFor({ ...bench.emulator, ...bench.emulator.credentials }), 'data');
});

const there = async () => (await bucket.keys()).filter((key) => !key.includes('.bedrock-batch-'));

describe('build --out s3://…', () => {
  const build = (...more: readonly string[]) =>
    bench.call('build', rows, ...MODEL, '--prompt', '{{title}}', '--out', OUT, ...more);

  it('makes a dataset there that goes all the way, rows joined, by its address alone', async () => {
    const built = await build();

    expect(built).toMatchObject({ code: 0, stdout: `${OUT}\n` });
    expect(built.stderr).toContain('3 records');
    expect(await there()).toEqual([
      'batch/films/jobs/0000/shard-00000.jsonl',
      'batch/films/manifest.json',
      'batch/films/rows.digests',
    ]);
    expect((await bench.call('validate', OUT)).code).toBe(0);
    expect((await bench.call('submit', OUT, ...ROLE)).code).toBe(0);
    await bench.emulator.advance(3_600_000);
    const results = await bench.call('results', OUT, '--source', rows);
    expect(results.code).toBe(0);
    expect(results.stdout).toContain('"row":{"title":"Brazil"}');
    expect(await build()).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('there already'),
    });
    expect(await build('--name', 'other')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('holds a dataset built from another source'),
    });
  });

  it('says what flags of writing are for, and that of a bucket which is not there', async () => {
    const local = ['build', rows, ...MODEL, '--prompt', '{{title}}'];
    const idle = await bench.call(...local, '--out', join(folder.path, 'out'), '--sse', 'AES256');
    expect(idle.code).toBe(2);
    expect(idle.stderr).toContain('has no effect without');
    const missing = await bench.call(...local, '--out', 's3://no-such-bucket/films/');
    expect(missing).toMatchObject({ code: 3, stderr: expect.stringContaining('no-such-bucket') });
  });
});

describe('a build into S3 that is ended from outside', () => {
  /** Reads rows that come from here, so that it is in the middle for as long as that. */
  async function endedBy(signal: NodeJS.Signals): Promise<number | null> {
    const flags = ['--format', 'jsonl', ...MODEL, '--prompt', '{{title}}', '--out', OUT];
    const child = spawn(
      process.execPath,
      [BIN, 'build', '-', ...flags, '--endpoint-url', bench.emulator.endpoint],
      { stdio: ['pipe', 'ignore', 'ignore'] },
    );
    const line = `${JSON.stringify({ title: 'x'.repeat(1000) })}\n`;
    for (let sent = 0; sent < 24_000; sent += 1000)
      if (!child.stdin.write(line.repeat(1000))) await once(child.stdin, 'drain');
    while ((await bucket.unfinished()).length === 0) await sleep(20);
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  it('leaves nothing on Ctrl-C', async () => {
    expect(await endedBy('SIGINT')).toBe(130);
    expect(await there()).toEqual([]);
    expect(await bucket.unfinished()).toEqual([]);
  });

  it('leaves parts when it is killed, which the next build drops', async () => {
    await endedBy('SIGKILL');
    expect(await there()).toEqual([]);
    expect(await bucket.unfinished()).toEqual(['batch/films/jobs/0000/shard-00000.jsonl']);

    const next = await bench.call(
      ...['build', rows, ...MODEL, '--prompt', '{{title}}', '--out', OUT],
    );

    expect(next).toMatchObject({ code: 0 });
    expect(await bucket.unfinished()).toEqual([]);
  });
});
