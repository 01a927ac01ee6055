import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimFolder } from '../../../../src/io/index.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';
import { useEmulator } from '../../with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const HOUR = 3_600_000;

const folder = useTemporaryFolder();
const bench = useEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });
const out = () => join(folder.path, 'out');
const target = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const role = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

async function submitted(): Promise<void> {
  const source = join(folder.path, 'rows.jsonl');
  await writeFile(source, '{"text":"a"}\n');
  await runMain([
    ...['build', source, '--out', out(), '--model', MODEL, '--prompt', '{{text}}'],
    ...['--quota', 'min-records-per-job=1'],
  ]);
  await bench.call('upload', out(), ...target);
  expect((await bench.call('submit', out(), ...target, ...role)).code).toBe(0);
}

describe('commands about a run that another one works on', () => {
  it('watch, read and stop it, keep what they see to themselves, and do not submit', async () => {
    await submitted();
    const runJson = join(out(), 'runs', 'main', 'run.json');
    const before = await readFile(runJson, 'utf8');
    const owner = await claimFolder(join(out(), 'runs', 'main'), 'run');
    const who = `This process (pid ${process.pid}) has been working on the run in`;
    const said = (stderr: string) => stderr.replaceAll(/\s+/g, ' ');

    const stopped = await bench.call('jobs', 'stop', out());
    const busy = await bench.call('submit', out(), ...target, ...role);
    await bench.emulator.advance(HOUR);
    const waited = await bench.call('jobs', 'wait', out());
    const read = await bench.call('results', out());

    expect(stopped.stdout).toContain('is being stopped');
    expect(said(stopped.stderr)).toMatch(/, and may submit more jobs: end it too $/);
    expect(said(stopped.stderr)).toContain(who);
    expect(busy.code).toBe(3);
    expect(said(busy.stderr)).toContain(`DATASET_BUSY ${who}`);
    expect(said(busy.stderr)).toContain('hint Watch its jobs with bedrock-batch jobs wait, or');
    expect(waited).toMatchObject({ code: 4, stdout: expect.stringContaining('Stopped') });
    expect(read).toMatchObject({ code: 4, stdout: expect.stringContaining('"recordId"') });
    expect(await readFile(runJson, 'utf8')).toBe(before);
    await owner.release();

    const later = await bench.call('jobs', 'stop', out());
    expect(later.stderr).toBe('');
    expect(await readFile(runJson, 'utf8')).toContain('"status": "Stopped"');
  });
});
