import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const folder = useTemporaryFolder();
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 } });
const out = () => join(folder.path, 'out');
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const TARGET = ['--to', 's3://data/in/', ...ROLE, '--region', 'us-east-1'];

async function built(): Promise<void> {
  const rows = join(folder.path, 'rows.jsonl');
  await writeFile(rows, '{"text":"a"}\n{"text":"b"}\n');
  const model = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
  const quota = ['--quota', 'min-records-per-job=1'];
  const { code } = await runMain(['build', rows, '--out', out(), ...model, ...quota]);
  expect(code).toBe(0);
}

describe('run of a dataset folder', () => {
  it('says what it would do, takes it to its outcomes, and does nothing when it is repeated', async () => {
    await built();

    const dry = await bench.call('run', out(), ...TARGET, '--dry-run');
    const { code, stdout, stderr } = await bench.call(
      'run',
      out(),
      ...TARGET,
      '--poll-seconds',
      '1',
    );
    const again = await bench.call('run', out(), ...TARGET, '--poll-seconds', '1');

    expect(JSON.parse(dry.stdout)).toMatchObject({ jobs: [{ step: 'create' }] });
    expect(code).toBe(0);
    expect(stderr).toMatch(/outcomes +2 succeeded/);
    expect((await readFile(stdout.trim(), 'utf8')).trim().split('\n')).toHaveLength(2);
    expect(again).toMatchObject({ code: 0, stdout });
    expect(bench.emulator.jobs()).toHaveLength(1);
  });

  it('can be left to others, as with rows', async () => {
    await built();

    const { code, stdout } = await bench.call('run', out(), ...TARGET, '--detach');

    expect(code).toBe(0);
    expect(stdout.trim()).toBe(bench.emulator.jobs()[0]?.jobArn);
  });

  it('runs against the embedded emulator', async () => {
    await built();

    const { code, stderr } = await runMain(['run', out(), '--local']);

    expect(code).toBe(0);
    expect(stderr).toMatch(/outcomes +2 succeeded/);
  });

  it('refuses all flags of a build together', async () => {
    await built();

    const { code, stderr } = await runMain([
      ...['run', out(), '--local', '--model', 'm', '--limit', '3', '--severity', 'MODEL_ENDED=off'],
    ]);

    expect(code).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      '--model, --limit have no effect with the folder of a dataset',
    );
  });

  it('takes a folder without a dataset for rows', async () => {
    await mkdir(join(folder.path, 'rows'));
    await writeFile(join(folder.path, 'rows/manifest.json'), '[]');

    const { code, stderr } = await runMain(['run', join(folder.path, 'rows'), '--local']);

    expect(code).toBe(2);
    expect(stderr).toContain('run needs --model, --out and one of');
  });
});
