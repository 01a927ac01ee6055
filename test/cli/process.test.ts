import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const MODEL = ['--model', 'amazon.titan-embed-text-v2:0'];
const folder = useTemporaryFolder();
const children: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A started command and what it has printed. */
class Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  stdout = '';
  stderr = '';

  constructor(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [BIN, ...argv], { env: { ...process.env, ...env } });
    children.push(this.child);
    this.child.stdout.on('data', (piece: Buffer) => (this.stdout += piece.toString('utf8')));
    this.child.stderr.on('data', (piece: Buffer) => (this.stderr += piece.toString('utf8')));
    // a command that was ended leaves its input unread
    this.child.stdin.on('error', () => undefined);
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Waits until something stands on stderr. */
  async says(text: string): Promise<void> {
    while (!this.stderr.includes(text)) await once(this.child.stderr, 'data');
  }
}

/** A build that has read rows and waits for more. */
async function hangingBuild(): Promise<Started> {
  const out = join(folder.path, 'out');
  const started = new Started([
    'build',
    '-',
    ...MODEL,
    '--prompt',
    '{{t}}',
    '--out',
    out,
    '--format',
    'jsonl',
  ]);
  started.child.stdin.write('{"t":"Hello"}\n'.repeat(50_000));
  while (!existsSync(out)) await new Promise((resolve) => setTimeout(resolve, 20));
  return started;
}

describe('the process', () => {
  it('ends with the exit status of the command', async () => {
    const good = new Started(['--version']);
    const wrong = new Started(['nonsense']);
    const missing = new Started(['validate', join(folder.path, 'no.jsonl'), ...MODEL]);

    expect(await Promise.all([good.ended, wrong.ended, missing.ended])).toEqual([0, 2, 2]);
    expect(missing.stderr).not.toContain('    at ');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('says after %s what remains, and ends with %i', async (signal, code) => {
    const started = await hangingBuild();

    started.child.kill(signal);

    expect(await started.ended).toBe(code);
    expect(started.stderr).toBe('Interrupted: nothing was written\n');
    expect(existsSync(join(folder.path, 'out'))).toBe(false);
  });

  it('ends at once after a second signal', async () => {
    const started = await hangingBuild();

    started.child.kill('SIGINT');
    started.child.kill('SIGTERM');

    expect([130, 143]).toContain(await started.ended);
  });

  it('stops quietly when nobody reads its output any more', async () => {
    const path = join(folder.path, 'many.jsonl');
    await writeFile(path, '{"recordId":1}\n'.repeat(20_000));
    const started = new Started(['validate', path, ...MODEL, '--json', '--no-excerpts', '--quiet']);

    started.child.stdout.destroy();

    expect(await started.ended).toBe(141);
    expect(started.stderr).toBe('');
  });

  it('goes on after an interruption while it waits, and the job runs on', async () => {
    const emulator = await createEmulator({ timeScale: 0, quotas: { minRecordsPerJob: 1 } });
    try {
      await emulator.createBucket('data');
      const path = join(folder.path, 'texts.jsonl');
      await writeFile(path, '{"text":"Hello"}\n');
      const argv = [
        ...['run', path, ...MODEL, '--prompt', '{{text}}', '--out', join(folder.path, 'out')],
        ...['--quota', 'min-records-per-job=1', '--to', 's3://data/in/', '--region', 'us-east-1'],
        ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
        ...['--endpoint-url', emulator.endpoint],
      ];
      const env = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

      const first = new Started(argv, env);
      await first.says('wait      ');
      first.child.kill('SIGINT');
      const code = await first.ended;
      const left = await readdir(join(folder.path, 'out', 'runs', 'main'));
      await emulator.advance(3_600_000);
      const second = new Started(argv, env);

      expect(code).toBe(130);
      expect(left).toEqual(['run.json']);
      expect(first.stderr).toMatch(/\nInterrupted: the jobs run on and are billed; .*\n$/);
      expect(await second.ended).toBe(0);
      expect(emulator.jobs()).toHaveLength(1);
      expect(second.stdout).toContain(join('runs', 'main', 'outcomes', '0000.jsonl'));
    } finally {
      await emulator.close();
    }
  });
});
