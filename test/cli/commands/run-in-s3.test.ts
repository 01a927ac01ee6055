import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { runMain } from '../run-main.ts';
import { useEmulator } from '../with-emulator.ts';

const BIN = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url));
const OUT = 's3://data/batch/films/';
const folder = useTemporaryFolder();
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 } });
const QUOTAS = ['--quota', 'min-records-per-job=1', '--quota', 'records-per-job=2'];
const MODEL = ['--model', 'amazon.titan-embed-text-v2:0', '--prompt', '{{title}}', ...QUOTAS];
const ROLE = ['--role-arn', 'arn:aws:iam::123456789012:role/Batch'];
const PACE = ['--poll-seconds', '1'];

let rows: string;
let bucket: TestBucket;

beforeEach(async () => {
  rows = join(folder.path, 'films.csv');
  await writeFile(rows, 'title\nAlien\nBrazil\nCube\nDune\nEvita\n');
  bucket = TestBucket.of(clientFor({ ...bench.emulator, ...bench.emulator.credentials }), 'data');
});

afterEach(() => vi.useRealTimers());

const there = async () => (await bucket.keys()).filter((key) => !key.includes('.bedrock-batch-'));
const run = (...more: readonly string[]) =>
  bench.call('run', rows, ...MODEL, '--out', OUT, ...ROLE, ...more);

/** As a machine would call it that has nothing of the ones before but the address. */
async function elsewhere(name: string, ...argv: readonly string[]) {
  const tmp = join(folder.path, name);
  await mkdir(tmp, { recursive: true });
  vi.stubEnv('TMPDIR', tmp);
  const ended = await bench.call(...argv);
  expect(await readdir(tmp)).toEqual([]);
  return ended;
}

const files = [0, 1, 2].map((job) => `${OUT}runs/main/outcomes/000${job}.jsonl`);

describe('run --out s3://…', () => {
  it('says what it would do, and writes nothing', async () => {
    const planned = await run('--dry-run');

    expect(planned.stderr).toContain('Nothing was sent: these are the requests');
    expect(JSON.parse(planned.stdout)).toMatchObject({
      inputUri: OUT,
      outputUri: 's3://data/batch/films-output/',
      jobs: [{ step: 'create' }, { step: 'create' }, { step: 'create' }],
      estimate: { records: 5 },
    });
    expect(await bucket.keys()).toEqual([]);
  });

  it('takes rows to outcomes there, and whoever knows the address goes on with nothing to pay', async () => {
    const first = await run(...PACE);
    const text = await Promise.all(
      files.map(async (file) => (await bucket.read(file.slice('s3://data/'.length))).toString()),
    );
    const before = await there();

    const planned = await run('--dry-run');
    const rowsTo = [...ROLE, '--out', OUT, '-o', 's3://data/rows.csv'];
    const again = await run(...PACE);
    const tabled = await elsewhere('one', 'run', rows, ...MODEL, ...rowsTo);
    const byAddress = await elsewhere('two', 'run', OUT, ...ROLE, ...PACE);
    const gathered = await elsewhere('three', 'run', OUT, ...ROLE, '-o', 's3://data/all.jsonl');
    const summed = await elsewhere('four', 'results', OUT, '--summary', '--json');
    const table = await elsewhere('five', 'results', OUT, '--output-format', 'csv');
    const compared = await elsewhere('six', 'diff', OUT, `${OUT}#main`, '--json');

    expect(first).toMatchObject({ code: 0, stdout: `${files.join('\n')}\n` });
    expect(first.stderr).toMatch(/outcomes +5 succeeded/);
    expect(text.join('')).toContain('"row":{"title":"Brazil"}');
    expect(JSON.parse(planned.stdout)).toMatchObject({ jobs: Array(3).fill({ step: 'keep' }) });
    expect(again).toMatchObject({ code: 0, stdout: first.stdout });
    expect(tabled).toMatchObject({ code: 0, stdout: 's3://data/rows.csv\n' });
    expect((await bucket.read('rows.csv')).toString()).toContain('Brazil');
    expect(byAddress).toMatchObject({ code: 0, stdout: first.stdout });
    expect(gathered).toMatchObject({ code: 0, stdout: 's3://data/all.jsonl\n' });
    expect((await bucket.read('all.jsonl')).toString()).toBe(text.join(''));
    expect(JSON.parse(summed.stdout)).toMatchObject({ outcomes: 5 });
    expect(table.stdout.split('\r\n')).toHaveLength(7);
    expect(compared.stdout).toContain('"same": 5');
    expect(bench.emulator.jobs()).toHaveLength(3);
    expect((await there()).filter((key) => !key.includes('run/0'))).toEqual(
      ['all.jsonl', ...before, 'rows.csv'].filter((key) => !key.includes('run/0')),
    );
  });

  it('goes on with what build and submit made there, and with what upload did', async () => {
    const built = ['build', rows, ...MODEL, '--out', OUT];
    expect((await bench.call(...built)).code).toBe(0);
    expect((await bench.call('submit', OUT, ...ROLE)).code).toBe(0);
    const ended = await run(...PACE);
    expect(ended.stderr).toMatch(/outcomes +5 succeeded/);
    expect(bench.emulator.jobs()).toHaveLength(3);

    const out = join(folder.path, 'out');
    expect((await runMain(['build', rows, ...MODEL, '--out', out, '--name', 'b'])).code).toBe(0);
    const { stdout } = await bench.call('upload', out, '--to', 's3://data/in/');
    const uploaded = await elsewhere('two', 'run', stdout.trim(), ...ROLE, '--detach');
    expect(uploaded).toMatchObject({ code: 0 });
    expect(bench.emulator.jobs()).toHaveLength(6);
  });

  it('tries a canary first, and goes on from another machine once somebody says so', async () => {
    const asked = ['--canary', '2', ...PACE];
    const planned = await run('--canary', '2', '--dry-run');
    expect(JSON.parse(planned.stdout).jobs).toHaveLength(3);
    expect(await bucket.keys()).toEqual([]);

    const held = await run(...asked);
    expect(held.code).toBe(1);
    expect(held.stderr).toContain('canary    2 records: 2 succeeded');
    expect(held.stderr).toContain('error  CANARY_HELD');
    expect(bench.emulator.jobs()).toHaveLength(1);
    const before = await bucket.keys();

    const done = await elsewhere('one', 'run', OUT, ...ROLE, ...asked, '--go-on');
    expect(done).toMatchObject({ code: 0 });
    expect(done.stderr).toContain('outcomes  5 succeeded');
    expect(bench.emulator.jobs()).toHaveLength(3);
    const shards = (keys: readonly string[]) => keys.filter((key) => key.includes('/jobs/'));
    expect(shards(await bucket.keys())).toEqual(shards(before));
  });

  it('cannot try one of a dataset that was built there without', async () => {
    expect((await bench.call('build', rows, ...MODEL, '--out', OUT)).code).toBe(0);

    const refused = await run('--canary', '2', ...PACE);

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('has no canary, and in S3 no shard is written twice');
    expect(bench.emulator.jobs()).toHaveLength(0);
  });

  it('is refused where it cannot be what was meant, before anything is built', async () => {
    const refused = await run('--to', 's3://data/in/');
    expect(refused.code).toBe(2);
    expect(refused.stderr.replaceAll(/\s+/g, ' ')).toContain(
      '--to has no effect with --out in S3: its jobs read the shards',
    );
    const local = await runMain(['run', rows, ...MODEL, '--local', '--out', OUT]);
    expect(local.stderr.replaceAll(/\s+/g, ' ')).toContain(
      '--local has no effect with --out in S3: the embedded emulator ends with the command',
    );
    const nowhere = await bench.call(
      ...['run', rows, ...MODEL, '--out', join(folder.path, 'out'), ...ROLE],
    );
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('--to') });
    expect(await bucket.keys()).toEqual([]);

    await bench.call('build', rows, ...MODEL, '--out', OUT);
    await bucket.put('batch/films/jobs/0000/foreign.jsonl', '{}');
    const foreign = await bench.call('run', OUT, ...ROLE, ...PACE);
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toContain('SHARD_FOREIGN');
    await bucket.remove('batch/films/jobs/0000/foreign.jsonl');
    expect((await bench.call('run', OUT, ...ROLE, '--detach')).code).toBe(0);
    expect(bench.emulator.jobs()).toHaveLength(3);
  });
});

describe('two that run one prefix', () => {
  function start(): ChildProcess {
    const argv = ['run', rows, ...MODEL, '--out', OUT, ...ROLE, ...PACE];
    const at = ['--endpoint-url', bench.emulator.endpoint];
    return spawn(process.execPath, [BIN, ...argv, ...at], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  async function codeOf(child: ChildProcess): Promise<number | null> {
    child.stderr?.resume();
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }

  it('at once make no job twice', async () => {
    const codes = await Promise.all([start(), start(), start()].map(codeOf));
    const last = await run(...PACE);

    expect(codes.every((code) => code === 0 || code === 3)).toBe(true);
    expect(codes).toContain(0);
    expect(last.code).toBe(0);
    expect(bench.emulator.jobs()).toHaveLength(3);
  });

  it('one behind the other that was killed make none twice, also from another machine', async () => {
    const child = start();
    while (bench.emulator.jobs().length === 0 && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await codeOf(child);
    const row = 'batch/films/runs/main/.bedrock-batch-owner/';
    const last = (await bucket.keys()).filter((key) => key.startsWith(row)).at(-1) ?? '';
    const sign = JSON.parse((await bucket.read(last)).toString()) as object;
    const foreign = JSON.stringify({ ...sign, host: 'another-machine' });
    await bucket.put(last, foreign);

    const early = await run(...PACE);
    expect(early).toMatchObject({ code: 3, stderr: expect.stringContaining('another-machine') });
    // six minutes old by the clock of S3
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 360_000 });
    await bucket.put(last, foreign);
    vi.useRealTimers();
    const late = await elsewhere('two', 'run', OUT, ...ROLE, ...PACE);

    expect(late.stderr).toMatch(/outcomes +5 succeeded/);
    expect(late.code).toBe(0);
    expect(bench.emulator.jobs()).toHaveLength(3);
    expect(await readFile(rows, 'utf8')).toContain('Alien');
  });
});
