import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const HOUR = 3_600_000;
const folder = useTemporaryFolder();
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 }, durations: { scheduled: 12 * HOUR } });
const out = () => join(folder.path, 'out');
const build = () => [
  ...[join(folder.path, 'rows.jsonl'), '--out', out(), '--model', 'amazon.titan-embed-text-v2:0'],
  ...['--prompt', '{{text}}', '--quota', 'min-records-per-job=1', '--to', 's3://data/in/'],
  ...['--region', 'us-east-1', '--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
];
const run = (...more: readonly string[]) => bench.call('run', ...build(), ...more);
const writeRows = () => writeFile(join(folder.path, 'rows.jsonl'), '{"text":"a"}\n');
const spaced = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('run --deadline', () => {
  it('stops jobs that have not begun by then, whose records are unprocessed, and submits them anew when it is repeated', async () => {
    await writeRows();
    const deadline = ['--deadline', '1s', '--then', 'stop', '--poll-seconds', '1'];

    const { code, stdout, stderr } = await run(...deadline);
    const again = await run('--detach');

    expect(code).toBe(4);
    const [outcome = ''] = (await readFile(stdout.trim(), 'utf8')).split('\n');
    expect(JSON.parse(outcome)).toMatchObject({ status: 'unprocessed', reason: 'stopped' });
    expect(spaced(stderr)).toContain('1 Stopped at its deadline');
    expect(spaced(stderr)).toContain(
      'deadline 1 job had not begun by the deadline and was stopped; the same command submits',
    );
    expect(again.code).toBe(0);
    expect(bench.emulator.jobs().map(({ jobName }) => jobName.slice(-2))).toEqual(['-1', '-2']);
  });
});

describe('jobs wait --deadline', () => {
  it.each(['folder', 'ARN'])('stops the jobs of one: %s', async (what) => {
    await writeRows();
    const started = await run('--detach');
    await bench.emulator.advance(6 * HOUR);
    const target = what === 'ARN' ? started.stdout.trim() : out();

    const deadline = ['--deadline', '6h', '--then', 'stop', '--poll-seconds', '1'];
    const { code, stdout } = await bench.call('jobs', 'wait', target, ...deadline);

    expect(code).toBe(4);
    expect(spaced(stdout)).toBe(`${started.stdout.trim()} Stopped at its deadline `);
  });
});

describe('run --deadline --then on-demand', () => {
  it('asks at once what jobs left that have not begun by then', async () => {
    await writeRows();
    const deadline = ['--deadline', '1s', '--then', 'on-demand', '--poll-seconds', '1'];

    const { code, stdout, stderr } = await run(...deadline);

    expect(code).toBe(0);
    const [outcome = ''] = (await readFile(stdout.trim(), 'utf8')).split('\n');
    expect(JSON.parse(outcome)).toMatchObject({ status: 'succeeded', asked: 'on-demand' });
    expect(spaced(stderr)).toContain('and was stopped; what they left is asked on demand');
    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('is refused by jobs wait, which reads no outcomes', async () => {
    const { code, stderr } = await runMain([
      ...['jobs', 'wait', out(), '--deadline', '6h', '--then', 'on-demand'],
    ]);

    expect(code).toBe(2);
    expect(spaced(stderr)).toContain('bedrock-batch run with the same flags waits too');
  });
});

describe('a deadline', () => {
  it.each([
    [['--deadline', '6h'], '--deadline has no effect without --then stop'],
    [['--then', 'stop'], '--then has no effect without --deadline'],
    [['--deadline', '6', '--then', 'stop'], 'write a time from 1s to 7d, such as 90m, 6h or 2d'],
    [['--deadline', '8d', '--then', 'stop'], 'write a time from 1s to 7d, such as 90m, 6h or 2d'],
    [['--deadline', '6h', '--then', 'pray'], 'allowed choices are stop'],
    [['--deadline', '6h', '--then', 'stop', '--detach'], '--deadline has no effect with --detach'],
    [
      ['--deadline', '1d', '--then', 'stop', '--timeout-duration-in-hours', '24'],
      '--deadline has no effect with a --timeout-duration-in-hours that ends first',
    ],
  ])('is refused where it cannot be: %j', async (flags, message) => {
    const { code, stderr } = await runMain(['run', ...build(), ...flags]);

    expect(code).toBe(2);
    expect(spaced(stderr)).toContain(message);
  });
});
