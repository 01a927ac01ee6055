import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { pathKind } from '../../../src/io/index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const bench = useEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1, concurrentJobs: 2 } });
const out = () => join(folder.path, 'out');
const target = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const ARN = /^arn:aws:bedrock:us-east-1:123456789012:model-invocation-job\/[a-z0-9]{12}$/;

/** The source is written once a test: a file that was written anew is not known to be the same. */
async function build(rows: number): Promise<readonly string[]> {
  const lines = Array.from({ length: rows }, (_, row) => `{"text":"${row}"}\n`);
  const source = join(folder.path, 'rows.jsonl');
  if ((await pathKind(source)) === 'missing') await writeFile(source, lines.join(''));
  return [
    ...[source, '--out', out(), '--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'],
    ...['--quota', 'min-records-per-job=1', '--quota', 'records-per-job=1'],
  ];
}

const run = async (rows: number, ...more: readonly string[]) =>
  bench.call('run', ...(await build(rows)), ...target, ...role, ...more);
const lines = (text: string) => text.trimEnd().split('\n');
const spaced = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('run --detach', () => {
  it('ends with 0 while the jobs run, prints them, and says how to go on', async () => {
    const { code, stdout, stderr } = await run(2, '--detach');

    expect(code).toBe(0);
    expect(lines(stdout)).toEqual(bench.emulator.jobs().map(({ jobArn }) => jobArn));
    expect(lines(stdout)[0]).toMatch(ARN);
    expect(bench.emulator.jobs().map(({ status }) => status)).toEqual(['Submitted', 'Submitted']);
    const again = `${out()} --endpoint-url ${bench.emulator.endpoint}`;
    expect(stderr).toContain('jobs      2 jobs are with Bedrock, which runs and bills them\n');
    expect(stderr).toContain(`go on     bedrock-batch jobs wait ${again}\n`);
    expect(stderr).toContain(`bedrock-batch results ${again}\n`);
    expect(stderr).not.toContain('wait     ');
  });

  it('goes on by the commands that it names', async () => {
    await run(2, '--detach');
    await bench.emulator.advance(3_600_000);

    const waited = await bench.call('jobs', 'wait', out());
    const read = await bench.call('results', out());

    expect(waited.code).toBe(0);
    expect(read.code).toBe(0);
    expect(lines(read.stdout)).toHaveLength(2);
  });

  it('goes on by the same command without it, which makes no second job', async () => {
    await run(2, '--detach');
    const again = await run(2, '--detach');
    await bench.emulator.advance(3_600_000);

    const ended = await run(2);

    expect(again.code).toBe(0);
    expect(ended.code).toBe(0);
    const outcomes = await Promise.all(lines(ended.stdout).map((path) => readFile(path, 'utf8')));
    expect(outcomes.join('').match(/"status":"succeeded"/g)).toHaveLength(2);
    expect(bench.emulator.jobs()).toHaveLength(2);
  });

  it('ends with 3 where the quota takes not all jobs, and sends the rest when it is repeated', async () => {
    const first = await run(3, '--detach');
    await bench.emulator.advance(3_600_000);
    const again = await run(3, '--detach');

    expect(first).toMatchObject({ code: 3, stdout: '' });
    expect(spaced(first.stderr)).toContain('; 2 of 3 jobs of the run are submitted');
    expect(spaced(first.stderr)).toContain('hint Repeat the same command once a job has ended');
    expect(again.code).toBe(0);
    expect(bench.emulator.jobs()).toHaveLength(3);
  });

  it('names no command that would need its source again where that was stdin', async () => {
    const [, ...flags] = await build(1);
    const argv = ['run', '-', ...flags, ...target, ...role, '--detach', '--format', 'jsonl'];
    const endpoint = ['--endpoint-url', bench.emulator.endpoint];

    const { code, stderr } = await runMain([...argv, ...endpoint], { stdin: '{"text":"a"}\n' });

    expect(code).toBe(0);
    expect(stderr).toContain('go on     bedrock-batch jobs wait');
    expect(stderr).not.toContain('without --detach');
  });

  it('says as JSON what was submitted', async () => {
    const { code, stdout } = await run(1, '--detach', '--json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      run: 'main',
      dataset: out(),
      datasetReused: false,
      jobs: [{ attempt: 1, jobArn: expect.stringMatching(ARN), status: 'Submitted' }],
      warnings: expect.any(Number),
    });
  });

  it('keeps the jobs of the embedded emulator, which go on with the next command', async () => {
    const local = ['run', ...(await build(2)), '--local', '--detach'];

    const { code, stdout, stderr } = await runMain(local);
    const waited = await runMain(['jobs', 'wait', out()]);
    const read = await runMain(['results', out()]);

    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(2);
    expect(stderr).toContain('kept by the embedded emulator');
    expect(stderr).not.toContain('bills');
    expect(waited.code).toBe(0);
    expect(lines(read.stdout)).toHaveLength(2);
  });

  it.each([80, 200])('is told within %i columns', async (columns) => {
    const local = ['run', ...(await build(2)), '--local', '--detach'];

    const { code, stderr } = await runMain(local, { isTTY: true, columns });

    expect(code).toBe(0);
    const said = stripVTControlCharacters(stderr);
    const shown = lines(said.slice(said.indexOf('\njobs      ') + 1));
    expect(shown.length).toBeGreaterThanOrEqual(4);
    const isWhole = (line: string) => line.includes(folder.path);
    expect(shown.filter((line) => line.length > columns && !isWhole(line))).toEqual([]);
  });
});
