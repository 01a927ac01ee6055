import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const quotas = { minRecordsPerJob: 1, concurrentJobs: 2 };
const bench = useEmulator({ quotas });
/** Its jobs end only when it is told so, however slow the machine is. */
const still = useEmulator({ quotas, timeScale: 0 });
const out = () => join(folder.path, 'out');
const target = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const build = () => [
  ...[join(folder.path, 'rows.jsonl'), '--out', out(), '--model', 'amazon.titan-embed-text-v2:0'],
  ...['--prompt', '{{text}}', '--quota', 'min-records-per-job=1', '--quota', 'records-per-job=1'],
];
const submit = (aws: typeof bench, ...more: readonly string[]) =>
  aws.call('submit', out(), ...target, ...role, ...more);
const spaced = (text: string) => text.replaceAll(/\s+/g, ' ');
const WAITING =
  / [0-2] of 3 jobs, waiting since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ: the quota of concurrent jobs is full\n/;

async function writeRows(): Promise<void> {
  const rows = [1, 2, 3].map((row) => `{"text":"${row}"}\n`);
  await writeFile(join(folder.path, 'rows.jsonl'), rows.join(''));
}

/** A dataset of three jobs in S3. */
async function uploaded(aws: typeof bench): Promise<void> {
  await writeRows();
  expect((await runMain(['build', ...build()])).code).toBe(0);
  expect((await aws.call('upload', out(), ...target)).code).toBe(0);
}

describe('more jobs than the quota of concurrent ones', () => {
  it('are waited for, which a log says with how many are through and since when', async () => {
    await uploaded(bench);

    const { code, stdout, stderr } = await submit(bench, '--poll-seconds', '1');

    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(stderr).toMatch(WAITING);
  });

  it('are waited for by run too', async () => {
    await writeRows();

    const ended = await bench.call('run', ...build(), ...target, ...role, '--poll-seconds', '1');

    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(WAITING);
  });

  it('end submit --no-wait with 3 once what fits is sent, and the next call sends the rest', async () => {
    await uploaded(still);

    const first = await submit(still, '--no-wait');
    const again = await submit(still, '--no-wait', '--json');
    await still.emulator.advance(3_600_000);
    const last = await submit(still, '--no-wait');

    expect(first).toMatchObject({ code: 3, stdout: '' });
    expect(spaced(first.stderr)).toContain('; 2 of 3 jobs of the run are submitted');
    expect(spaced(first.stderr)).toContain('hint Repeat the same command once a job has ended');
    expect(again.code).toBe(3);
    expect(last.code).toBe(0);
    expect(still.emulator.jobs()).toHaveLength(3);
  });

  it.each([80, 200])('are told within %i columns', async (columns) => {
    await uploaded(still);
    const argv = ['submit', out(), ...target, ...role, '--no-wait'];
    const endpoint = ['--endpoint-url', still.emulator.endpoint];

    const { code, stderr } = await runMain([...argv, ...endpoint], { isTTY: true, columns });

    expect(code).toBe(3);
    expect(spaced(stderr)).toContain('Repeat the same command once a job has ended');
    const plain = stripVTControlCharacters(stderr);
    const behindSpinner = plain.slice(plain.indexOf('JOB_QUOTA'));
    const lines = behindSpinner.split('\n');
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });
});
