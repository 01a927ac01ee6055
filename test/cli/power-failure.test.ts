import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import {
  type Call,
  type Entry,
  ForgetfulDisk,
  isSync,
  parseCalls,
  type Survival,
  TRACED,
} from '../support/crash-replay.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const SURVIVALS: readonly Survival[] = ['synced names', 'all names'];
const ROWS = 90;
const JOBS = 3;
/** strace is not everywhere, and not everyone may trace. */
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

const folder = useTemporaryFolder();

/** Runs the command and gives the calls by which it changed files, or wrote to sockets. */
async function callsOf(argv: readonly string[]): Promise<readonly Call[]> {
  const log = join(folder.path, 'calls');
  const child = spawn(
    'strace',
    [
      '-f',
      '-y',
      '-s',
      '100000',
      '-e',
      `trace=${TRACED}`,
      '-o',
      log,
      process.execPath,
      BIN,
      ...argv,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...{ ...process.env, UV_USE_IO_URING: '0' },
        ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
      },
    },
  );
  expect(await once(child, 'close')).toEqual([0, null]);
  return parseCalls(await readFile(log, 'latin1'));
}

/** Sizes of what a build leaves, by path; the owner's file is gone. */
function filesOf(out: string): ReadonlyMap<string, number> {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(out, name),
  );
  return new Map(
    paths.filter((path) => statSync(path).isFile()).map((path) => [path, statSync(path).size]),
  );
}

const build = (source: string, out: string) => [
  ...['build', source, '--prompt', '{{text}}', '--out', out, '--quiet'],
  ...['--model', 'amazon.titan-embed-text-v2:0', '--quota', 'min-records-per-job=1'],
  ...['--quota', `records-per-job=${ROWS / JOBS}`, '--where', 'text!=left out'],
];

async function makeSource(name: string): Promise<string> {
  const path = join(folder.path, `${name}.csv`);
  const rows = Array.from({ length: ROWS }, (_, at) => `${name} ${at}`);
  await writeFile(path, `text\nleft out\n${rows.join('\n')}\n`);
  return path;
}

/** What would be left of datasets at a moment: which of some is there as a whole; undefined where a manifest is there and not all it names. */
function datasetAfter(
  disk: ForgetfulDisk,
  out: string,
  datasets: Readonly<Record<string, ReadonlyMap<string, number>>>,
): Record<Survival, string | undefined> {
  const found = (survival: Survival) => {
    if (disk.after(join(out, 'manifest.json'), survival) === undefined) return 'none';
    const isKept = ([path, bytes]: readonly [string, number]) =>
      disk.after(path, survival)?.keptBytes === bytes;
    return Object.entries(datasets).find(([, files]) => [...files].every(isKept))?.[0];
  };
  return { 'synced names': found('synced names'), 'all names': found('all names') };
}

/** The different states that a replay passes, in their order. */
function statesOf(
  calls: readonly Call[],
  start: ForgetfulDisk,
  state: () => Record<Survival, string | undefined>,
): Record<Survival, readonly (string | undefined)[]> {
  const states: Record<Survival, (string | undefined)[]> = { 'synced names': [], 'all names': [] };
  for (const call of calls) {
    start.apply(call);
    const now = state();
    for (const survival of SURVIVALS)
      if (states[survival].length === 0 || states[survival].at(-1) !== now[survival])
        states[survival].push(now[survival]);
  }
  return states;
}

describe.skipIf(!canTrace)('a machine that stops, with what was not synced (needs strace)', () => {
  it('leaves a whole dataset or none, wherever it stops during a build', async () => {
    const out = join(folder.path, 'deep', 'out');
    const source = await makeSource('rows');
    const started = () => new ForgetfulDisk(join(folder.path, 'rows.csv'));
    const calls = await callsOf(build(source, out));
    const datasets = { whole: filesOf(out) };
    expect([...datasets.whole.keys()].map((path) => path.slice(out.length + 1)).sort()).toEqual([
      ...Array.from({ length: JOBS }, (_, job) => `jobs/000${job}/shard-00000.jsonl`),
      ...['manifest.json', 'rows.digests', 'rows.numbers'],
    ]);

    const disk = started();
    const states = statesOf(calls, disk, () => datasetAfter(disk, out, datasets));
    expect(states).toEqual({ 'synced names': ['none', 'whole'], 'all names': ['none', 'whole'] });

    // without the syncs it would not be so
    const lazy = started();
    const lost = statesOf(
      calls.filter((call) => !isSync(call)),
      lazy,
      () => datasetAfter(lazy, out, datasets),
    );
    expect(lost).toEqual({ 'synced names': ['none'], 'all names': ['none', undefined] });
  });

  it('leaves the old dataset, none, or the new one, wherever it stops while one is replaced', async () => {
    const out = join(folder.path, 'out');
    await callsOf(build(await makeSource('a longer name'), out));
    const before = filesOf(out);
    const source = await makeSource('new');
    const disk = new ForgetfulDisk(folder.path);
    const calls = await callsOf([...build(source, out), '--replace']);
    const datasets = { old: before, new: filesOf(out) };

    const states = statesOf(calls, disk, () => datasetAfter(disk, out, datasets));

    expect(states).toEqual({
      'synced names': ['old', 'none', 'new'],
      'all names': ['old', 'none', 'new'],
    });
  });

  it('finds every job that was asked for in run.json, and the outcomes that it says are saved', async () => {
    const emulator = await createEmulator({ quotas: { minRecordsPerJob: 1 } });
    try {
      await emulator.createBucket('data');
      const out = join(folder.path, 'out');
      const source = await makeSource('rows');
      const disk = new ForgetfulDisk(folder.path);
      const turning = setInterval(() => void emulator.advance(3_600_000), 20);
      const calls = await callsOf([
        ...[
          'run',
          ...build(source, out).slice(1),
          '--to',
          's3://data/in/',
          '--region',
          'us-east-1',
        ],
        ...['--role-arn', 'arn:aws:iam::123456789012:role/Batch'],
        ...['--endpoint-url', emulator.endpoint],
      ]).finally(() => clearInterval(turning));
      const runJson = join(out, 'runs', 'main', 'run.json');
      const outcomes = (await readdir(join(out, 'runs', 'main', 'outcomes'))).map((name) =>
        join(out, 'runs', 'main', 'outcomes', name),
      );
      expect(outcomes).toHaveLength(JOBS);

      const asked = new Set<string>();
      let saved = 0;
      for (const call of calls) {
        disk.apply(call);
        const left = SURVIVALS.map((survival) => disk.after(runJson, survival));
        for (const state of left) expect(state?.keptBytes).toBe(state?.bytes);
        const jobName = askedFor(call);
        if (jobName !== undefined) {
          asked.add(jobName);
          const isKnown = (state: Entry | undefined) =>
            state?.keptText.includes(`\\"${jobName}\\"`);
          expect(left.map(isKnown)).toEqual([true, true]);
        }
        for (const survival of SURVIVALS) {
          const says = (disk.after(runJson, survival)?.keptText ?? '').split(SAVED).length - 1;
          const kept = outcomes.filter(
            (path) => disk.after(path, survival)?.keptBytes === statSync(path).size,
          );
          expect(kept.length).toBeGreaterThanOrEqual(says);
          saved = Math.max(saved, says);
        }
      }

      expect(asked.size).toBe(JOBS);
      expect(saved).toBe(JOBS);
      expect(JSON.parse(readFileSync(runJson, 'utf8'))).toMatchObject({ run: 'main' });
    } finally {
      await emulator.close();
    }
  });
});

/** As strace prints it: quotes with a backslash before them. */
const SAVED = '\\"saved\\": {';

/** The name of the job that a request for one asks for, where the call sends one. */
function askedFor({ given }: Call): string | undefined {
  if (!/^\d+<(?:TCP|socket)/.test(given) || !given.includes('clientRequestToken')) return undefined;
  return /\\"jobName\\":\\"([\w-]+)\\"/.exec(given)?.[1];
}
