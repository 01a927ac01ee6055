import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const ROWS = 60;
/** strace is not everywhere, and not everyone may trace. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
/** Calls that change names, which is what a cut is made of. */
const CALLS = ['rename', 'unlink', 'mkdir'] as const;
type NamingCall = (typeof CALLS)[number];

const dir = useTemporaryFolder();

describe('a command that is killed while it cuts a canary out of a dataset', () => {
  it.runIf(canTrace)(
    'goes on when it is repeated, whichever call it was killed at, and asks each record once',
    async () => {
      const asked = new Map<string, number>();
      await using emulator = await countingEmulator(asked);
      const built = join(dir.path, 'built');
      expect((await command(emulator, buildArgs(await source(), built))).code).toBe(0);
      const places = await placesOfCut(emulator, built);

      for (const [at, { call, number }] of places.entries()) {
        asked.clear();
        const out = join(dir.path, `out-${at}`);
        await cp(built, out, { recursive: true });
        const killed = await command(emulator, runArgs(out, at), [
          ...['-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${number}`],
        ]);
        const { code, stderr } = await command(emulator, runArgs(out, at));

        const where = `${call} ${number}`;
        expect([where, killed.signal]).toEqual([where, 'SIGKILL']);
        expect([where, code, code === 0 ? '' : stderr]).toEqual([where, 0, '']);
        expect([where, asked.size, new Set(asked.values())]).toEqual([where, ROWS, new Set([1])]);
        const { records, canary } = JSON.parse(
          await readFile(join(out, 'manifest.json'), 'utf8'),
        ) as { readonly records: number; readonly canary: unknown };
        expect([where, records, canary]).toEqual([where, ROWS, { records: 12, jobs: 1 }]);
      }
      expect(places.length).toBeGreaterThan(12);
    },
    900_000,
  );
});

function countingEmulator(asked: Map<string, number>): Promise<Emulator> {
  return createEmulator({
    durations: { submitted: 1, validating: 1, scheduled: 1, stopping: 1 },
    quotas: { minRecordsPerJob: 10 },
    answer: ({ recordId }) => {
      asked.set(recordId, (asked.get(recordId) ?? 0) + 1);
      return { embedding: [1], inputTextTokenCount: 1 };
    },
  });
}

async function source(): Promise<string> {
  const path = join(dir.path, 'texts.csv');
  const rows = Array.from({ length: ROWS }, (_, at) => `text ${at}`);
  await writeFile(path, `text\n${rows.join('\n')}\n`);
  return path;
}

const buildArgs = (path: string, out: string) => [
  ...['build', path, '--prompt', '{{text}}', '--out', out],
  ...['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=10'],
  ...['--quota', 'records-per-job=30', '--quota', 'records-per-file=10'],
];

/** @param round Each has objects and jobs of its own. */
const runArgs = (out: string, round: number | string) => [
  ...['run', out, '--to', `s3://data/${round}/`, '--role-arn', ROLE, '--poll-seconds', '1'],
  ...['--canary', '12', '--canary-max-failed', '0'],
];
const ROLE = 'arn:aws:iam::123456789012:role/Batch';

/** strace counts the calls of each thread by themselves. */
const ONE_THREAD = { UV_USE_IO_URING: '0', UV_THREADPOOL_SIZE: '1' };

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** @param traced What strace is to do, which runs the command then. */
async function command(
  { endpoint, region }: Emulator,
  argv: readonly string[],
  traced: readonly string[] = [],
): Promise<Ended> {
  const own = [BIN, ...argv, '--quiet'];
  const strace = ['-f', '-qq', '-o', join(dir.path, 'calls'), ...traced, process.execPath, ...own];
  const [program, args] = traced.length === 0 ? [process.execPath, own] : ['strace', strace];
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...{ ...process.env, ...ONE_THREAD, AWS_REGION: region, AWS_ENDPOINT_URL: endpoint },
      ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, stderr };
}

interface Place {
  readonly call: NamingCall;
  /** 1-based, among the calls of this name of its thread. */
  readonly number: number;
}

/** Runs the whole way once, and says which of its calls belong to the cut: those before it makes its run. */
async function placesOfCut(emulator: Emulator, built: string): Promise<readonly Place[]> {
  await emulator.createBucket('data');
  const out = join(dir.path, 'traced');
  await mkdir(out);
  await cp(built, out, { recursive: true });
  const { code } = await command(emulator, runArgs(out, 'traced'), [
    ...['-e', `trace=${CALLS.join(',')}`],
  ]);
  expect(code).toBe(0);
  const lines = (await readFile(join(dir.path, 'calls'), 'utf8')).split('\n');
  const end = lines.findIndex((line) => line.includes('/runs'));
  const counts = new Map<string, number>();
  const places = new Map<string, Place>();
  for (const line of lines.slice(0, end)) {
    const [, thread = '', call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    const number = (counts.get(thread + call) ?? 0) + 1;
    counts.set(thread + call, number);
    if (isNaming(call) && line.endsWith(' = 0')) places.set(`${call} ${number}`, { call, number });
  }
  return [...places.values()];
}

function isNaming(call: string): call is NamingCall {
  return (CALLS as readonly string[]).includes(call);
}
