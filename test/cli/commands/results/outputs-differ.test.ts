import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../../../src/emulator/index.ts';
import { hideOutputs } from '../../../support/hidden-outputs.ts';
import { stubCredentials } from '../../../support/stub-credentials.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runMain } from '../../run-main.ts';

const RECORDS = 300;
const folder = useTemporaryFolder();
const out = () => join(folder.path, 'out');
const source = () => join(folder.path, 'texts.csv');

let emulator: Emulator;
let s3: S3Client;

beforeEach(async () => {
  emulator = await createEmulator({ timeScale: 50, seed: 3 });
  await emulator.createBucket('data');
  s3 = new S3Client(emulator.clientConfig);
  stubCredentials(emulator);
  const lines = Array.from({ length: RECORDS }, (_, index) => `text ${index + 1}`);
  await writeFile(source(), `text\n${lines.join('\n')}\n`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  s3.destroy();
  await emulator.close();
});

const call = (...argv: readonly string[]) =>
  runMain([...argv, '--endpoint-url', emulator.endpoint]);

const BUILD = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{text}}'];
const TO = ['--to', 's3://data/batch/'];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];

/** Builds and submits, and lets the job end before anybody looks at it. */
async function submitted(): Promise<void> {
  const ended = [
    await runMain(['build', source(), ...BUILD, '--out', out()]),
    await call('upload', out(), ...TO),
    await call('submit', out(), ...TO, ...ROLE),
  ];
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  await emulator.advance(60_000);
}

const run = (...more: readonly string[]) =>
  call('run', source(), ...BUILD, '--out', out(), ...TO, ...ROLE, ...more);

async function savedState(): Promise<{ counts?: object; agreement?: string } | undefined> {
  const text = await readFile(join(out(), 'runs/main/run.json'), 'utf8');
  return JSON.parse(text).jobs[0].saved;
}

const NUMBERS = 'says 300 processed (0 in the outputs), 300 succeeded (0 in the outputs)';

describe('outputs that are not there', () => {
  it('end run and results with 3 and are kept once they are back', async () => {
    await submitted();
    const bringBack = await hideOutputs(s3, 'data');

    const hidden = await run();
    const again = await run();
    const printed = await call('results', out());
    const retry = await call('results', out(), '--retry', join(folder.path, 'retry'));
    const saved = await savedState();
    await bringBack();
    const back = await run();

    for (const { code, stderr } of [hidden, again, printed, retry]) {
      expect(code).toBe(3);
      expect(stderr).toContain('JOB_OUTPUTS_DIFFER');
      expect(stderr).toContain(`GetModelInvocationJob ${NUMBERS}`);
      expect(stderr).toContain('--accept-missing');
    }
    expect(printed.stdout.trim().split('\n')).toHaveLength(RECORDS);
    expect(printed.stdout).toContain('"status":"missing"');
    expect(await readdir(folder.path)).not.toContain('retry');
    expect(saved).toBeUndefined();
    expect(back.code).toBe(0);
    expect(await savedState()).toMatchObject({
      counts: { succeeded: RECORDS, missing: 0 },
      agreement: 'agrees',
    });
  });

  it('make no file of outcomes, and leave one that is there', async () => {
    await submitted();
    await hideOutputs(s3, 'data');
    const file = join(folder.path, 'all.jsonl');
    await writeFile(file, 'old');

    const printed = await call('results', out(), '--output', file);
    const ended = await run('--output', file);

    expect([printed.code, ended.code]).toEqual([3, 3]);
    expect(printed.stdout + ended.stdout).toBe('');
    expect(await readFile(file, 'utf8')).toBe('old');
    const left = await readdir(folder.path);
    expect(left.toSorted()).toEqual(['all.jsonl', 'out', 'texts.csv']);
  });

  it('leave nothing but outcomes on stdout, also with --json', async () => {
    await submitted();
    await hideOutputs(s3, 'data');

    const { code, stdout, stderr } = await call('results', out(), '--json');

    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(3);
    expect(lines.map((line) => JSON.parse(line).status)).toEqual(Array(RECORDS).fill('missing'));
    expect(stderr).toContain('"code": "JOB_OUTPUTS_DIFFER"');
  });

  it('are accepted by --accept-missing, and then count as missing', async () => {
    await submitted();
    await hideOutputs(s3, 'data');

    const printed = await call('results', out(), '--accept-missing');
    const accepted = await run('--accept-missing');
    const later = await run();

    expect(printed.code).toBe(4);
    expect(printed.stderr).toContain('accepted');
    expect(accepted.code).toBe(4);
    expect(accepted.stderr).toContain('300 missing');
    expect(await savedState()).toMatchObject({ counts: { missing: 300 }, agreement: 'accepted' });
    expect(later.code).toBe(4);
    expect(later.stderr).toContain('accepted');
  });

  it('are no matter while a job is read in part', async () => {
    await submitted();
    await call('results', out(), '--quiet');
    await hideOutputs(s3, 'data');

    expect((await call('results', out(), '--partial')).code).toBe(0);
  });
});

describe('counts that Get gives later', () => {
  it('are asked for again before they count against the outputs', async () => {
    await submitted();
    await call('results', out(), '--quiet');
    const path = join(out(), 'runs/main/run.json');
    const early = async () => {
      const state = JSON.parse(await readFile(path, 'utf8'));
      state.jobs[0].attempts[0].seen.counts = {
        ...{ total: 300, processed: 120, succeeded: 120, failed: 0 },
      };
      await writeFile(path, JSON.stringify(state));
    };

    await early();
    expect((await call('results', out(), '--quiet')).code).toBe(0);
    await early();
    expect((await run()).code).toBe(0);
    expect(await savedState()).toMatchObject({ agreement: 'agrees' });
  });
});
