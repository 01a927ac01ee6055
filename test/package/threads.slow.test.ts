import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Validators from '../../src/validators/index.ts';
import { sampleDataset } from '../support/sample-dataset.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { built, DIST } from './built.ts';

const ROOT = path.resolve(DIST, '..');
const OPTIONS = { model: 'amazon.titan-embed-text-v2:0', maxLineBytes: 1_000_000 };
/** Enough for three threads to have a span each. */
const LARGE = 13_000_000;
const folder = useTemporaryFolder();

const { validateDataset } = await built<typeof Validators>('validators/index.js');

/** The worker threads that this process started, until they ended. */
const running = new Set<Worker>();
let started = 0;

function count(worker: Worker): void {
  started += 1;
  running.add(worker);
  worker.once('exit', () => running.delete(worker));
}

beforeEach(() => {
  started = 0;
  process.on('worker', count);
});
afterEach(() => {
  process.off('worker', count);
});

const record = (recordId: string, inputText: string) =>
  `${JSON.stringify({ recordId, modelInput: { inputText } })}\n`;

/** A large file with a bit of everything that can be wrong, and lines longer than a span. */
function largeText(): string {
  const lines = ['\uFEFF', record('marked', 'Hello')];
  const text = 'Worte '.repeat(150);
  for (let bytes = 0, number = 0; bytes < LARGE; number += 1) {
    const line = record(`r${number % 11_000}`, text);
    bytes += line.length;
    lines.push(number % 1000 === 999 ? line.replace('"modelInput"', '"modelInput";') : line);
    if (number % 2500 === 0) lines.push('\n', line.replace('\n', '\r\n'));
  }
  lines.splice(6000, 0, record('as long as can be', 'ä'.repeat(490_000)));
  lines.splice(9000, 0, record('too long', 'x'.repeat(9_000_000)));
  return `${lines.join('')}${record('last', '')}`.trimEnd();
}

async function largeFile(): Promise<string> {
  const name = path.join(folder.path, 'large.jsonl');
  await writeFile(name, largeText());
  return name;
}

describe('validateDataset() on the built files', () => {
  it('gives the same report with any number of threads, and ends them', async () => {
    const file = await largeFile();
    const alone = await validateDataset(file, { ...OPTIONS, threads: 1 });
    expect([started, alone.counts.length > 6]).toEqual([0, true]);

    for (const threads of [2, 3]) {
      expect(await validateDataset(file, { ...OPTIONS, threads })).toEqual(alone);
    }

    expect(started).toBe(3);
    expect(running.size).toBe(0);
  });

  it('compares shards with their manifest as one thread does', async () => {
    const {
      folder: dataset,
      shards,
      remove,
    } = await sampleDataset({
      jobs: [[LARGE, 3000], [LARGE / 2]],
    });
    const severities = { MODEL_INPUT_REPEATED: 'off' } as const;
    expect(await validateDataset(dataset, { threads: 3, severities })).toMatchObject({
      diagnostics: [],
    });
    const second = path.join(dataset, shards[2]?.path ?? '');
    const changed = readFileSync(second, 'latin1').replace('text', 'test');
    await writeFile(second, `${changed.slice(0, -1)}${'x'.repeat(2_000_000)}`, 'latin1');

    const alone = await validateDataset(dataset, { ...OPTIONS, threads: 1 });
    const together = await validateDataset(dataset, { ...OPTIONS, threads: 3 });

    await remove();
    expect(together).toEqual(alone);
    expect(together.counts.map(({ code }) => code)).toContain('SHARD_CHANGED');
    expect(started).toBe(4);
    expect(running.size).toBe(0);
  });

  it('starts no thread where files are small, or stdin is read', async () => {
    const file = path.join(folder.path, 'small.jsonl');
    await writeFile(file, record('1', 'Hello').repeat(1000));

    await validateDataset(file, { ...OPTIONS, threads: 8 });
    await validateDataset({ bytes: [Buffer.alloc(LARGE)] }, { ...OPTIONS, threads: 8 });

    expect(started).toBe(0);
  });

  it('ends its threads where the signal aborts', async () => {
    const file = await largeFile();
    const reason = new Error('enough');
    const controller = new AbortController();
    process.once('worker', () => controller.abort(reason));

    const report = validateDataset(file, { ...OPTIONS, threads: 3, signal: controller.signal });

    await expect(report).rejects.toBe(reason);
    expect([started, running.size]).toEqual([2, 0]);
  });

  it('ends its threads where a file cannot be read, with the error of one thread', async () => {
    const sample = await sampleDataset({ jobs: [[LARGE], [LARGE]] });
    const second = path.join(sample.folder, sample.shards[1]?.path ?? '');
    await rename(second, path.join(folder.path, 'away'));
    await mkdir(second);

    const [alone, together] = await Promise.allSettled(
      [1, 3].map((threads) => validateDataset(sample.folder, { threads })),
    );

    await sample.remove();
    expect(together).toEqual(alone);
    expect(together).toMatchObject({ status: 'rejected', reason: { code: 'SOURCE_NOT_FILE' } });
    expect([started, running.size]).toEqual([2, 0]);
  });

  it('does without threads that die', async () => {
    const file = await largeFile();
    const alone = await validateDataset(file, { ...OPTIONS, threads: 1 });
    const end = (worker: Worker) => worker.once('online', () => void worker.terminate());
    process.on('worker', end);

    const together = await validateDataset(file, { ...OPTIONS, threads: 3 });

    process.off('worker', end);
    expect(together).toEqual(alone);
    expect([started, running.size]).toEqual([2, 0]);
  });
});

/** Validates a file and prints the report with the number of workers that were started. */
const programOf = (module: string) => `
import { validateDataset } from '${module}';
let workers = 0;
process.on('worker', () => { workers += 1; });
const options = { ...${JSON.stringify(OPTIONS)}, threads: 2 };
validateDataset(process.argv[2], options).then((report) => {
  console.log(JSON.stringify({ workers, report }));
});
`;

/** Runs a program in a process of its own, which ends when nothing is left to do. */
function run(program: string, file: string, flags: readonly string[] = []) {
  const args = [...flags, '--no-warnings', program, file];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('a process of its own', () => {
  let file: string;
  let report: unknown;

  beforeEach(async () => {
    file = await largeFile();
    const alone = await validateDataset(file, { ...OPTIONS, threads: 1 });
    report = JSON.parse(JSON.stringify(alone));
  });

  /** A copy of what is built, and a program beside it. */
  async function copyOfDist(): Promise<string> {
    cpSync(DIST, path.join(folder.path, 'dist'), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder.path, 'node_modules'));
    await writeFile(path.join(folder.path, 'package.json'), '{"type":"module"}');
    const program = path.join(folder.path, 'program.mjs');
    await writeFile(program, programOf('./dist/lib/validators.js'));
    return program;
  }

  it('ends by itself, with workers', async () => {
    expect(run(await copyOfDist(), file)).toEqual({ workers: 1, report });
  });

  it('does the work with one thread where the program of the workers is missing', async () => {
    const program = await copyOfDist();
    rmSync(path.join(folder.path, 'dist/lib/line-worker.js'));

    expect(run(program, file)).toEqual({ workers: 0, report });
  });

  it('does the work with one thread where it may start no other', async () => {
    const permission = process.allowedNodeEnvironmentFlags.has('--permission')
      ? '--permission'
      : '--experimental-permission';

    const ended = run(await copyOfDist(), file, [permission, '--allow-fs-read=*']);

    expect(ended).toEqual({ workers: 0, report });
  });

  it.each(['esm', 'cjs'] as const)(
    'does the work with one thread in a bundle for %s',
    async (format) => {
      const source = path.join(folder.path, 'source.mjs');
      const outfile = path.join(folder.path, format === 'cjs' ? 'bundle.cjs' : 'bundle.mjs');
      await writeFile(source, programOf(path.join(DIST, 'lib/validators.js')));
      const banner =
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
      await build({
        ...{ entryPoints: [source], outfile, format, bundle: true, platform: 'node' },
        ...{ logLevel: 'error', nodePaths: [path.join(ROOT, 'node_modules')] },
        ...(format === 'esm' ? { banner: { js: banner } } : {}),
      });

      expect(run(outfile, file)).toEqual({ workers: 0, report });
    },
  );
});

describe('the command', () => {
  it('starts its threads, whose program lies in its bundle', async () => {
    const file = await largeFile();
    const counter = path.join(folder.path, 'counter.cjs');
    await writeFile(
      counter,
      "let workers = 0; process.on('worker', () => { workers += 1; });" +
        "process.on('exit', () => require('node:fs').writeFileSync(process.env.WORKERS, `${workers}`));",
    );
    const workers = path.join(folder.path, 'workers');
    const validate = (threads: number) =>
      spawnSync(
        process.execPath,
        [
          ...['--require', counter, path.join(DIST, 'cli/bin.js'), 'validate', file],
          ...['--model', OPTIONS.model, '--max-line-bytes', `${OPTIONS.maxLineBytes}`],
          ...['--threads', `${threads}`, '--json', '--max-diagnostics', '50'],
        ],
        { encoding: 'utf8', env: { ...process.env, WORKERS: workers } },
      );

    const alone = validate(1);
    const together = validate(2);

    expect(readFileSync(workers, 'utf8')).toBe('1');
    expect(together.stdout).toBe(alone.stdout);
    expect([alone.status, together.status]).toEqual([1, 1]);
  });
});

describe('the program of a worker', () => {
  it('loads what judges lines: no schema, no SDK, no model, no package', async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['src/validators/reading/line-worker.ts'],
      ...{ bundle: true, write: false, metafile: true, platform: 'node', packages: 'external' },
      ...{ format: 'esm', minifyWhitespace: true, target: 'node20' },
      outdir: 'dist/cli',
    });

    const [output] = Object.values(metafile.outputs);
    const loaded = Object.entries(output?.inputs ?? {}).filter(
      ([, { bytesInOutput }]) => bytesInOutput > 0,
    );
    const folders = loaded.map(
      ([name]) => name.replace(/^src\/(?:validators\/)?/, '').split('/')[0],
    );
    const packages = output?.imports.map(({ path: name }) => name);
    expect(new Set(folders)).toEqual(new Set(['core', 'engine', 'io', 'reading']));
    expect(packages?.filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect(folders.length).toBeLessThan(20);
    for (const program of ['lib', 'cli'].map((home) => `${home}/line-worker.js`))
      expect(statSync(path.join(DIST, program)).size).toBe(output?.bytes);
  });
});
