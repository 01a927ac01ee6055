import { execFileSync } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Io from '../../src/io/index.ts';
import type * as Workers from '../../src/validators/reading/line-workers.ts';
import type * as Lines from '../../src/validators/reading/lines-by-workers.ts';
import type * as Tasks from '../../src/validators/reading/span-task.ts';
import type { SpanTask } from '../../src/validators/reading/span-task.ts';
import type * as Files from '../../src/validators/validation/validate-file.ts';
import type { ValidateOptions } from '../../src/validators/validation/validate-options.ts';
import type * as Validations from '../../src/validators/validation/validation.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { built, DIST } from './built.ts';

const OPTIONS: ValidateOptions = {
  model: 'amazon.titan-embed-text-v2:0',
  quotas: { minRecordsPerJob: 0 },
  maxLineBytes: 400,
};
const PROGRAM = pathToFileURL(path.join(DIST, 'validators/reading/line-worker.js'));
const folder = useTemporaryFolder();

const { LineWorkers } = await built<typeof Workers>('validators/reading/line-workers.js');
const { linesByWorkers } = await built<typeof Lines>('validators/reading/lines-by-workers.js');
const { newSpanTask } = await built<typeof Tasks>('validators/reading/span-task.js');
const { prepare } = await built<typeof Validations>('validators/validation/validation.js');
const { validateFile } = await built<typeof Files>('validators/validation/validate-file.js');
const { nextTurn } = await built<typeof Io>('io/index.js');

type Crew = Workers.LineWorkers;

async function startWorkers(count: number): Promise<Crew> {
  const { fast } = await prepare(OPTIONS, undefined);
  const workers = fast && LineWorkers.start(PROGRAM, count);
  if (fast !== undefined) workers?.instruct(fast.acceptance);
  if (workers === undefined) throw new Error('No worker started');
  return workers;
}

/** Waits until a worker has done with a span of a file, or given it up. */
async function tried(workers: Crew, file: string): Promise<SpanTask> {
  const task = newSpanTask(file, { start: 0, end: 1 });
  while (task.state !== 'judged' && !task.isRefused) {
    workers.give([task]);
    await nextTurn();
  }
  return task;
}

/** Validates files as one job, alone or with workers that get spans of so many bytes. */
async function report(files: readonly string[], shared?: { workers: Crew; spanBytes: number }) {
  const prepared = await prepare(OPTIONS, undefined);
  const { validator, collector, fast } = prepared;
  if (fast === undefined) throw new Error('There is no engine to share');
  const sharing = shared && { ...shared, engine: fast.engine };
  validator.startJob('job');
  for (const file of files)
    await validateFile({ source: file, path: file }, { ...prepared, sharing });
  validator.finishJob();
  return collector.report(validator.sizes);
}

const id = fc.nat(30);
const record = (recordId: unknown, inputText: unknown, ...more: string[]) =>
  `${JSON.stringify({ recordId, modelInput: { inputText } })}${more.join('')}`;

/** A line of a file: mostly right, and wrong in every way that tells the engine, the rules and the places apart. */
const line: fc.Arbitrary<Buffer> = fc
  .oneof(
    { weight: 8, arbitrary: fc.uuid().map((unique) => record(unique, 'Hello')) },
    { weight: 3, arbitrary: id.map((twice) => record(`id-${twice}`, 'Hello')) },
    fc.tuple(id, fc.string({ unit: 'grapheme' })).map(([some, text]) => record(`ä${some}`, text)),
    id.map((some) => record(some, 'Hello')),
    id.map((some) => record(`${some}`, '')),
    id.map((some) => record(`${some}`, 'Hello', '\r')),
    id.map((some) => record(`id-${some}`, 'Hello').slice(0, -1)),
    fc.integer({ min: 200, max: 399 }).map((length) => record('long', 'x'.repeat(length))),
    fc.integer({ min: 400, max: 3000 }).map((length) => record('too long', 'ä'.repeat(length))),
    fc.constantFrom('', '  ', '\r', '[]', '{}', '\uFEFF{}', 'null', '{"recordId":"1"}'),
  )
  .map((text) => Buffer.from(text))
  .chain((bytes) =>
    fc.nat(200).map((at) => (at === 7 ? Buffer.concat([bytes, Buffer.from([0xff])]) : bytes)),
  );

const file: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom('', '', '\uFEFF'), fc.array(line, { maxLength: 60 }), fc.boolean())
  .map(([mark, lines, isEnded]) => {
    const bytes = Buffer.concat(lines.flatMap((one) => [one, Buffer.from('\n')]));
    return Buffer.concat([Buffer.from(mark), isEnded ? bytes : bytes.subarray(0, -1)]);
  });

describe.each([1, 2])('files that are shared with %i workers', (count) => {
  let workers: Crew;

  beforeAll(async () => {
    workers = await startWorkers(count);
    await tried(workers, path.join(DIST, 'validators/reading/line-worker.js'));
  });
  afterAll(() => workers.close());

  it('always lead to the report that one thread gives', async () => {
    const files = [path.join(folder.path, '1.jsonl'), path.join(folder.path, '2.jsonl')];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(file, file),
        fc.integer({ min: 1, max: 2000 }),
        async (contents, spanBytes) => {
          for (const [index, bytes] of contents.entries())
            await writeFile(files[index] ?? '', bytes);

          expect(await report(files, { workers, spanBytes })).toEqual(await report(files));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('LineWorkers', () => {
  const good = (lines: number) =>
    Array.from({ length: lines }, (_, index) => `${record(`${index}`, 'Hello')}\n`).join('');

  it('hand back what they cannot read', async () => {
    const workers = await startWorkers(1);

    const task = await tried(workers, path.join(folder.path, 'no.jsonl'));

    expect(task).toMatchObject({ state: 'waiting', isRefused: true });
    await workers.close();
  });

  it('are done without where they end before their time', async () => {
    const name = path.join(folder.path, 'some.jsonl');
    await writeFile(name, `${good(500)}broken\n${good(10)}`);
    const alone = await report([name]);
    const workers = await startWorkers(2);
    await tried(workers, name);

    const both = report([name], { workers, spanBytes: 100 });
    await Promise.all([both, workers.close()]);

    expect(await both).toEqual(alone);
  });
});

describe('linesByWorkers()', () => {
  it('lets the event loop turn behind a block that took a while, whoever judged it', async () => {
    const name = path.join(folder.path, 'broken.jsonl');
    await writeFile(name, `${'x'.repeat(99)}\n`.repeat(120_000));
    const workers = await startWorkers(1);
    await tried(workers, name);
    const { fast } = await prepare(OPTIONS, undefined);
    if (fast === undefined) throw new Error('There is no engine to share');
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });

    const before: number[] = [];
    const reading = { workers, engine: fast.engine, spanBytes: 1 << 20 };
    for await (const { count } of linesByWorkers(name, reading)) {
      if (count === 0) continue;
      before.push(turns);
      for (const end = performance.now() + 20; performance.now() < end; );
    }

    clearImmediate(next);
    await workers.close();
    expect(before.length).toBeGreaterThan(5);
    expect(new Set(before).size).toBe(before.length);
  });
});

/** Reads a file with so many workers, and prints how many lines it has and the most memory that took. */
const COUNT_LINES = `
const load = (name) => import(new URL(name, process.argv[1]).href);
const { LineWorkers } = await load('validators/reading/line-workers.js');
const { linesByWorkers } = await load('validators/reading/lines-by-workers.js');
const { linesOfFile } = await load('validators/reading/lines-of.js');
const { prepare } = await load('validators/validation/validation.js');
const { fast: { engine, acceptance } } = await prepare({ model: 'amazon.titan-embed-text-v2:0' });
const [, dist, file, count] = process.argv;
const program = new URL('validators/reading/line-worker.js', dist);
const workers = count === '0' ? undefined : LineWorkers.start(program, Number(count));
workers?.instruct(acceptance);
const reading = { workers, engine, spanBytes: 1 << 22 };
let lines = 0;
for await (const block of workers ? linesByWorkers(file, reading) : linesOfFile(file, engine)) lines += block.count;
await workers?.close();
console.log(JSON.stringify({ lines, rssBytes: process.resourceUsage().maxRSS * 1024 }));
`;

function countLines(file: string, workers: number): { lines: number; rssBytes: number } {
  const dist = `${pathToFileURL(DIST).href}/`;
  const flags = ['--no-warnings', '--input-type=module', '--eval', COUNT_LINES];
  const args = [...flags, dist, file, `${workers}`];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('the memory that a worker adds', () => {
  const MIB = 2 ** 20;
  const blank = async (name: string) => writeFile(name, Buffer.alloc(32 * MIB, '\n'));
  const long = async (name: string) => {
    await writeFile(name, '');
    await truncate(name, 512 * MIB);
  };

  it.each([
    ['32 Mi blank lines', blank, 32 * MIB],
    ['a line of 512 MiB', long, 1],
  ] as const)('is that of its own with %s', async (_, write, expected) => {
    const name = path.join(folder.path, 'hostile.jsonl');
    await write(name);

    const alone = countLines(name, 0);
    const both = countLines(name, 1);

    expect([alone.lines, both.lines]).toEqual([expected, expected]);
    expect(both.rssBytes - alone.rssBytes).toBeLessThan(60e6);
  });
});
