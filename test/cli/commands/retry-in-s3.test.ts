import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { busyFirst } from '../../support/busy-first.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { useEmulator } from '../with-emulator.ts';

const BIN = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url));
const OUT = 's3://data/batch/films/';
const folder = useTemporaryFolder();
const { asked, answer } = busyFirst((text) => text.startsWith('C'));
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 }, answer });
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const PACE = ['--poll-seconds', '1'];
const QUOTA = ['--quota', 'min-records-per-job=1'];

let bucket: TestBucket;

beforeEach(async () => {
  asked.clear();
  bucket = TestBucket.of(clientFor({ ...bench.emulator, ...bench.emulator.credentials }), 'data');
  const rows = join(folder.path, 'films.csv');
  await writeFile(rows, 'title\nAlien\nBrazil\nCube\nCasablanca\n');
  const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{title}}', ...QUOTA];
  const ended = await bench.call('run', rows, ...model, '--out', OUT, ...ROLE, ...PACE);
  expect(ended.stderr).toMatch(/outcomes +2 succeeded, 2 failed/);
});

const retry = (...more: readonly string[]) => bench.call('retry', OUT, ...ROLE, ...QUOTA, ...more);

describe('retry s3://…', () => {
  it('says what it would ask and writes nothing, asks it, and then there is nothing left', async () => {
    const before = await bucket.keys();
    const planned = await retry('--dry-run');

    expect(JSON.parse(planned.stdout)).toMatchObject({
      round: { round: 1, records: 2 },
      submission: { inputUri: `${OUT}runs/main/retries/0001/`, jobs: [{ step: 'create' }] },
    });
    expect(await bucket.keys()).toEqual(before);

    const built = await bench.call('results', OUT, '--retry', 's3://data/again', ...QUOTA);
    expect(built).toMatchObject({ code: 0, stdout: 's3://data/again\n' });
    const estimated = await bench.call('estimate', 's3://data/again', '--json');
    expect(JSON.parse(estimated.stdout)).toMatchObject({ records: 2 });

    const tried = await retry(...PACE);
    const again = await retry(...PACE);
    const results = await bench.call('results', OUT, '-o', 's3://data/all.jsonl');
    const reported = await bench.call('run', OUT, ...ROLE, ...PACE);

    const best = `${OUT}runs/main/retries/outcomes.jsonl\n`;
    expect(tried).toMatchObject({ code: 0, stdout: best });
    expect(again).toMatchObject({ code: 0, stdout: best });
    expect(reported).toMatchObject({ code: 0, stdout: best });
    expect(results.code).toBe(0);
    const lines = (await bucket.read('all.jsonl')).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.includes('"status":"succeeded"'))).toBe(true);
    expect(bench.emulator.jobs()).toHaveLength(2);
    for (const [flag, says] of [
      [['--to', 's3://data/in/'], '--to has no effect with a dataset in S3'],
      [['--local'], '--local has no effect with a dataset in S3'],
    ] as const)
      expect(await retry(...flag)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(says),
      });
  });

  it('that was killed is gone on with, and nothing is asked for twice', async () => {
    const argv = ['retry', OUT, ...ROLE, ...QUOTA, ...PACE];
    const child = spawn(
      process.execPath,
      [BIN, ...argv, '--endpoint-url', bench.emulator.endpoint],
      { stdio: 'ignore' },
    );
    while (bench.emulator.jobs().length === 1 && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const next = await retry(...PACE);

    expect(next).toMatchObject({ code: 0, stdout: `${OUT}runs/main/retries/outcomes.jsonl\n` });
    expect(bench.emulator.jobs()).toHaveLength(2);
    expect([...asked.values()]).toEqual([1, 1, 2, 2]);
  });
});
