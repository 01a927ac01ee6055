import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openDataset, openRun } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { OWNER_NAME } from '../../src/io/owner/folder-owner.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const dist = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
const ROUNDS = 10;
const ROWS = 400;
const JOBS = 4;
const MINUTES = 60_000;
const HOUR = 60 * MINUTES;

const folder = useTemporaryFolder();
const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, argv, { env: { ...process.env, ...env } });
  children.push(child);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => (texts.stdout += piece.toString('utf8')));
  child.stderr.on('data', (piece: Buffer) => (texts.stderr += piece.toString('utf8')));
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }));
  const says = async (text: string) => {
    while (!texts.stdout.includes(text)) await once(child.stdout, 'data');
  };
  return { child, ended, says };
}

async function makeSource(name = 'rows.jsonl'): Promise<string> {
  const path = join(folder.path, name);
  const lines = Array.from({ length: ROWS }, (_, at) => JSON.stringify({ text: `${name} ${at}` }));
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const building = (source: string, out: string) => [
  ...['--prompt', '{{text}}', '--out', out, '--model', 'amazon.titan-embed-text-v2:0'],
  ...['--quota', 'min-records-per-job=1', '--quota', `records-per-job=${ROWS / JOBS}`],
];

const build = (source: string, out: string) =>
  start([dist('cli/bin.js'), 'build', source, ...building(source, out), '--json']);

/** What stands in a folder: the text of each file by its path. */
async function contentOf(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    return [file.slice(path.length), await readFile(file, 'latin1')] as const;
  });
  return Object.fromEntries((await Promise.all(texts)).sort());
}

/** Either it has done its work, or it says that another process does it. */
function requireDoneOrBusy({ code, stdout }: Ended): boolean {
  if (code === 0) return true;
  expect({ code, error: (JSON.parse(stdout) as { error: unknown }).error }).toMatchObject({
    code: 3,
    error: { code: 'DATASET_BUSY', isRetryable: true },
  });
  return false;
}

describe('two processes that build into one folder', () => {
  it(`end with the whole dataset, and one of them may say so, ${ROUNDS} times`, async () => {
    const source = await makeSource();
    const whole = join(folder.path, 'whole');
    expect((await build(source, whole).ended).code).toBe(0);
    const expected = await contentOf(whole);

    for (let round = 0; round < ROUNDS; round += 1) {
      const out = join(folder.path, `round-${round}`, 'whole');
      const both = [build(source, out), build(source, out)];
      const ended = await Promise.all(both.map((one) => one.ended));

      expect(ended.map(requireDoneOrBusy)).toContain(true);
      expect(await contentOf(out)).toEqual(expected);
    }
  }, 300_000);

  it('say who was there first, where they build other things', async () => {
    const out = join(folder.path, 'out');
    const argv = [dist('cli/bin.js'), 'build', '-', '--format', 'jsonl', ...building('-', out)];
    const first = start(argv);
    first.child.stdin.write('{"text":"a"}\n');
    while (!existsSync(join(out, OWNER_NAME))) await new Promise((next) => setTimeout(next, 10));

    const { code, stderr } = await start([
      ...[dist('cli/bin.js'), 'build', await makeSource()],
      ...building('', out),
    ]).ended;

    expect(code).toBe(3);
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(
        `DATASET_BUSY Another process \\(pid ${first.child.pid} on ".+"\\) has been building in "${out}" since 20`,
      ),
    );
    first.child.stdin.end('{"text":"b"}\n');
    expect((await first.ended).code).toBe(0);
    expect((await openDataset(out)).manifest.records).toBe(2);
    expect(await readdir(out)).toEqual(['jobs', 'manifest.json', 'rows.digests']);
  });

  it('follow one that was killed, and remove what it left', async () => {
    const out = join(folder.path, 'out');
    const argv = [dist('cli/bin.js'), 'build', '-', '--format', 'jsonl', ...building('-', out)];
    const killed = start(argv);
    killed.child.stdin.write('{"text":"a"}\n');
    // an owner file has another name for a moment
    const isAtWork = () =>
      readdir(out).then(
        (names) => names.some((name) => !name.startsWith(OWNER_NAME)),
        () => false,
      );
    while (!(await isAtWork())) await new Promise((next) => setTimeout(next, 10));
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await readdir(out)).toHaveLength(2);

    expect((await build(await makeSource(), out).ended).code).toBe(0);
    expect(await readdir(out)).toEqual(['jobs', 'manifest.json', 'rows.digests']);
  });
});

describe('processes that follow one that has ended', () => {
  /** Claims a folder, says what came of it, and holds it until its input ends. */
  const CLAIM = `
    import { claimFolder } from ${JSON.stringify(dist('io/index.js'))};
    process.stdout.write('ready\\n');
    await new Promise((next) => process.stdin.once('data', next));
    const owner = await claimFolder(process.argv[1], 'build').catch((error) => error);
    process.stdout.write((owner.code ?? 'won') + '\\n');
    await new Promise((next) => process.stdin.once('end', next));
    await owner.release?.();
  `;

  it(`are followed by one of them, ${ROUNDS} times`, async () => {
    const place = join(folder.path, 'place');
    const claim = () => start(['--input-type=module', '--eval', CLAIM, place]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const dead = claim();
      await dead.says('ready');
      dead.child.stdin.write('go\n');
      await dead.says('won');
      dead.child.kill('SIGKILL');
      await dead.ended;
      expect(existsSync(join(place, OWNER_NAME))).toBe(true);

      const racing = [claim(), claim(), claim()];
      await Promise.all(racing.map((one) => one.says('ready')));
      for (const { child } of racing) child.stdin.write('go\n');
      await Promise.all(racing.map((one) => Promise.race([one.says('won'), one.says('BUSY')])));
      for (const { child } of racing) child.stdin.end();
      const ended = await Promise.all(racing.map((one) => one.ended));

      expect(ended.map(({ stdout }) => stdout.split('\n')[1]).sort()).toEqual([
        ...['DATASET_BUSY', 'DATASET_BUSY', 'won'],
      ]);
      expect(existsSync(place)).toBe(false);
    }
  }, 300_000);
});

/** Runs rows as the command does, and looks at its jobs more often. */
const RUN = `
  import { runDataset } from ${JSON.stringify(dist('run.js'))};
  const options = JSON.parse(process.argv[1]);
  await runDataset(options.source, options).catch((error) => {
    process.stdout.write(JSON.stringify({ error }));
    process.exitCode = 3;
  });
`;

describe('two processes that work on one run', () => {
  async function withEmulator(
    act: (
      emulator: Emulator,
      run: (source: string, out: string) => ReturnType<typeof start>,
    ) => Promise<void>,
  ): Promise<void> {
    const emulator = await createEmulator({ quotas: { minRecordsPerJob: 1 } });
    const env = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    const common = {
      ...{ to: 's3://data/in/', region: 'us-east-1', endpoint: emulator.endpoint },
      ...{ roleArn: 'arn:aws:iam::123456789012:role/Batch', prompt: '{{text}}' },
      model: 'amazon.titan-embed-text-v2:0',
      quotas: { minRecordsPerJob: 1, recordsPerJob: ROWS / JOBS },
      pollSeconds: { first: 0.05, most: 0.05 },
    };
    try {
      await emulator.createBucket('data');
      await act(emulator, (source, out) => {
        const options = JSON.stringify({ ...common, source, out });
        return start(['--input-type=module', '--eval', RUN, options], env);
      });
    } finally {
      await emulator.close();
    }
  }

  it(`make each job once, ${ROUNDS} times, whatever the one or the other says`, async () => {
    await withEmulator(async (emulator, run) => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const source = await makeSource(`rows-${round}.jsonl`);
        const out = join(folder.path, `out-${round}`);
        const both = [run(source, out), run(source, out)];
        const turning = setInterval(() => void emulator.advance(HOUR), 50);
        const ended = await Promise.all(both.map((one) => one.ended));
        clearInterval(turning);

        expect(ended.map(requireDoneOrBusy)).toContain(true);
        expect(emulator.jobs()).toHaveLength(round * JOBS);
        const { state } = await openRun(out);
        expect(state.jobs.map(({ saved }) => saved?.counts.succeeded)).toEqual(
          Array.from({ length: JOBS }, () => ROWS / JOBS),
        );
        expect((await readdir(join(out, 'runs', 'main'))).sort()).toEqual(['outcomes', 'run.json']);
      }
    });
  }, 300_000);

  it('follow one that was killed, and remove what it left', async () => {
    await withEmulator(async (emulator, run) => {
      const out = join(folder.path, 'out');
      const source = await makeSource();
      const killed = run(source, out);
      while (emulator.jobs().length < JOBS) await new Promise((next) => setTimeout(next, 10));
      killed.child.kill('SIGKILL');
      await killed.ended;
      const place = join(out, 'runs', 'main');
      expect(await readdir(place)).toContain(OWNER_NAME);
      await mkdir(join(place, 'outcomes'), { recursive: true });
      await writeFile(join(place, 'outcomes', '.bedrock-batch-0000.jsonl.00000000'), '{');
      await writeFile(join(place, '.bedrock-batch-run.json.00000000'), '{');

      const next = run(source, out);
      const turning = setInterval(() => void emulator.advance(HOUR), 50);
      const { code } = await next.ended;
      clearInterval(turning);

      expect(code).toBe(0);
      expect(emulator.jobs()).toHaveLength(JOBS);
      expect((await readdir(place)).sort()).toEqual(['outcomes', 'run.json']);
      expect(await readdir(join(place, 'outcomes'))).toHaveLength(JOBS);
      await rm(out, { recursive: true });
    });
  });
});
