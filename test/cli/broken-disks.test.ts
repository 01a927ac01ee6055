import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../src/builders/index.ts';
import { isBedrockBatchError } from '../../src/core/index.ts';
import { openRun } from '../../src/dataset/index.ts';
import { canMount, smallDisk, unmountAfterwards } from '../support/small-disk.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runMain } from './run-main.ts';
import { useEmulator } from './with-emulator.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';
const ROLE = 'arn:aws:iam::123456789012:role/Batch';
const MEGABYTE = 2 ** 20;
const HOUR = 3_600_000;
const JOBS = 2;

const folder = useTemporaryFolder();
unmountAfterwards();
const bench = useEmulator({ quotas: { minRecordsPerJob: 1 } });

async function makeSource(rows: number): Promise<string> {
  const path = join(folder.path, 'rows.csv');
  const lines = Array.from({ length: rows }, (_, at) => `text ${at} ${'x'.repeat(80)}`);
  await writeFile(path, `text\n${lines.join('\n')}\n`);
  return path;
}

const building = (source: string, out: string, rows = 100) => [
  ...[source, '--out', out, '--model', MODEL, '--prompt', '{{text}}'],
  ...['--quota', 'min-records-per-job=1', '--quota', `records-per-job=${rows / JOBS}`],
];
const TO = ['--to', 's3://data/in/', '--region', 'us-east-1'];
const SUBMITTING = [...TO, '--role-arn', ROLE];

/** Commands that ask AWS nothing know no endpoint. */
function call(command: string, ...argv: readonly string[]): Promise<Ended> {
  const isLocal = command === 'build' || command === 'validate';
  return isLocal ? runMain([command, ...argv]) : bench.call(command, ...argv);
}

/** A call that has to succeed. */
async function done(command: string, ...argv: readonly string[]): Promise<Ended> {
  const ended = await call(command, ...argv);
  expect({ ...ended, stderr: ended.code === 0 ? '' : ended.stderr }).toMatchObject({
    code: 0,
    stderr: '',
  });
  return ended;
}

/** An error as it is printed, without the breaks of lines. */
const said = (stderr: string) => stderr.replaceAll(/\s+/g, ' ');

describe.skipIf(!canMount)('a full disk (needs the right to mount)', () => {
  it('ends a build with the name of the file, and leaves what was there', async () => {
    const disk = await smallDisk(folder.path, MEGABYTE);
    const out = join(disk.path, 'out');
    const kept = join(disk.path, 'kept');
    await done('build', ...building(await makeSource(100), kept));
    const before = await readdir(kept, { recursive: true });

    const source = await makeSource(20_000);
    for (const argv of [building(source, out, 20_000), [...building(source, kept), '--replace']]) {
      const { code, stderr } = await call('build', ...argv);

      expect(code).toBe(3);
      expect(said(stderr)).toMatch(
        /DATASET_WRITE ".*(shard-\d+\.jsonl|rows\.digests)" cannot be written: the disk is full \(ENOSPC\); what was there before is not lost/,
      );
      expect(said(stderr)).toContain('hint Make room on the disk, then repeat the command');
    }
    expect(existsSync(out)).toBe(false);
    expect(await readdir(kept, { recursive: true })).toEqual(before);
    expect((await call('validate', kept)).code).toBe(0);
  });

  it('asks for no job that cannot be written down, and for each once afterwards', async () => {
    const disk = await smallDisk(folder.path, MEGABYTE);
    const out = join(disk.path, 'out');
    await done('build', ...building(await makeSource(100), out));
    await done('upload', out, ...TO);
    await disk.fill();

    const full = await call('submit', out, ...SUBMITTING);

    expect(full.code).toBe(3);
    expect(said(full.stderr)).toMatch(/DATASET_WRITE ".*runs\/main.*" cannot be written: the disk/);
    expect(bench.emulator.jobs()).toEqual([]);
    await disk.makeRoom();
    expect((await call('submit', out, ...SUBMITTING)).code).toBe(0);
    expect(bench.emulator.jobs()).toHaveLength(JOBS);
  });

  it('keeps no half of the outcomes, and all of them afterwards', async () => {
    const disk = await smallDisk(folder.path, 4 * MEGABYTE);
    const out = join(disk.path, 'out');
    const run: [string, ...string[]] = [
      'run',
      ...building(await makeSource(100), out),
      ...SUBMITTING,
    ];
    await done('build', ...building(join(folder.path, 'rows.csv'), out));
    await done('upload', out, ...TO);
    await done('submit', out, ...SUBMITTING);
    await bench.emulator.advance(HOUR);
    await done('jobs', 'wait', out);
    const place = join(out, 'runs', 'main', 'outcomes');
    const before = await readFile(join(out, 'runs', 'main', 'run.json'));
    // an owner file fits, and no outcomes
    await writeFile(join(disk.path, 'spare'), Buffer.alloc(8 * 4096));
    await disk.fill();
    await rm(join(disk.path, 'spare'));

    const full = await call(...run);

    expect(full.code).toBe(3);
    expect(said(full.stderr)).toMatch(
      /DATASET_WRITE ".*\.jsonl" cannot be written: the disk is full/,
    );
    expect(await readdir(place)).toEqual([]);
    expect(await readdir(join(out, 'runs', 'main'))).toEqual(['outcomes', 'run.json']);
    expect(await readFile(join(out, 'runs', 'main', 'run.json'))).toEqual(before);
    await disk.makeRoom();
    await done(...run);
    expect(await readdir(place)).toHaveLength(JOBS);
    expect(bench.emulator.jobs()).toHaveLength(JOBS);
  });
});

describe.skipIf(!canMount)('a read-only disk (needs the right to mount)', () => {
  it('is enough for whatever only reads, and what writes says so', async () => {
    const disk = await smallDisk(folder.path, MEGABYTE);
    const out = join(disk.path, 'out');
    const source = await makeSource(100);
    await done('build', ...building(source, out));
    await done('upload', out, ...TO);
    await done('submit', out, ...SUBMITTING);
    const before = await readFile(join(out, 'runs', 'main', 'run.json'));
    disk.protect();
    await bench.emulator.advance(HOUR);

    const reading: readonly [string, ...string[]][] = [
      ['jobs', 'get', out],
      ['jobs', 'wait', out],
      ['jobs', 'stop', out],
      ['results', out],
      ['validate', out],
      ['upload', out, ...TO],
      ['build', ...building(source, out)],
    ];
    for (const argv of reading) {
      const { code, stderr } = await call(...argv);
      expect({ argv, code, stderr }).toMatchObject({ argv, code: 0 });
    }
    const outcomes = (await call('results', out)).stdout.trim().split('\n');
    expect(outcomes).toHaveLength(100);

    const writing: readonly [string, ...string[]][] = [
      ['submit', out, ...SUBMITTING],
      ['run', ...building(source, out), ...SUBMITTING],
      ['build', ...building(source, join(disk.path, 'other'))],
    ];
    for (const argv of writing) {
      const { code, stderr } = await call(...argv);
      expect(code).toBe(3);
      expect(said(stderr)).toMatch(
        /DATASET_WRITE ".*" cannot be written: the file system is read-only \(EROFS\)/,
      );
      expect(said(stderr)).toContain('hint Use a folder that can be written to');
    }
    expect(await readFile(join(out, 'runs', 'main', 'run.json'))).toEqual(before);
    expect(bench.emulator.jobs()).toHaveLength(JOBS);
  });
});

describe('a folder that goes away', () => {
  const rows = async function* (act: () => Promise<void>) {
    for (let row = 0; row < 100; row += 1) {
      if (row === 50) await act();
      yield { text: `text ${row}` };
    }
  };
  const options = (out: string) => ({
    ...{ out, model: MODEL, prompt: '{{text}}' },
    quotas: { minRecordsPerJob: 1, recordsPerJob: 10 },
  });

  it('ends a build with an error of ours, and nothing comes back', async () => {
    const out = join(folder.path, 'out');
    const removing = () => rm(out, { recursive: true });

    const error = await buildDataset(rows(removing), options(out)).catch(
      (thrown: unknown) => thrown,
    );

    expect(isBedrockBatchError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'DATASET_WRITE' });
    expect(existsSync(out)).toBe(false);
  });

  it('is not built into where another one has taken its place', async () => {
    const out = join(folder.path, 'out');
    const replacing = async () => {
      await rm(out, { recursive: true });
      await buildDataset(
        rows(async () => {}),
        options(out),
      );
    };

    const building = buildDataset(rows(replacing), options(out));

    await expect(building).rejects.toMatchObject({ code: 'DATASET_WRITE' });
    expect(await readdir(out)).toEqual(['jobs', 'manifest.json', 'rows.digests']);
  });

  it('ends what works on a run with an error of ours', async () => {
    const out = join(folder.path, 'out');
    await done('build', ...building(await makeSource(100), out));
    await done('upload', out, ...TO);
    await done('submit', out, ...SUBMITTING);
    const run = await openRun(out);
    await rm(join(out, 'runs'), { recursive: true });
    await writeFile(join(out, 'runs'), 'a file');

    const saving = run.updateJob('jobs/0000', { saved: undefined });

    await expect(saving).rejects.toMatchObject({ code: 'DATASET_WRITE' });
    await rm(join(out, 'runs'));
    await mkdir(join(out, 'runs'));
    await expect(run.updateJob('jobs/0000', { saved: undefined })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
    });
  });
});
