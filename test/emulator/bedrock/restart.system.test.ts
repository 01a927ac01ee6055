import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../../../src/emulator/index.ts';
import { HOUR, MINUTE, setUp, titanLines, type Workbench } from './workbench.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-restart-'));
  // Registered before those of the emulators, and so called after them.
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** Begins a job of two files and leaves it in the middle of the second. */
async function beginJob(options: EmulatorOptions): Promise<readonly [Workbench, string]> {
  const bench = await setUp({ recordsPerSecond: 10, ...options });
  await bench.put('in/a.jsonl', titanLines(10));
  await bench.put('in/b.jsonl', titanLines(10, 11));
  const jobArn = await bench.create({ clientRequestToken: 'token-1' });
  await bench.emulator.advance(300 + 1500);
  expect(bench.emulator.jobs()[0]).toMatchObject({
    status: 'InProgress',
    processedRecordCount: 15,
  });
  return [bench, jobArn];
}

async function texts(bench: Workbench): Promise<Record<string, string>> {
  const keys = await bench.keys('out/');
  return Object.fromEntries(
    await Promise.all(keys.map(async (key) => [key, await bench.text(key)])),
  );
}

/** What the job gives where nothing interrupts it. */
async function undisturbed(): Promise<Record<string, string>> {
  const [bench] = await beginJob({});
  await bench.emulator.advance(MINUTE);
  return texts(bench);
}

describe('an emulator with a folder', () => {
  it('goes on with its jobs when it is opened again, to the same outputs', async () => {
    const [first, jobArn] = await beginJob({ folder });
    await first.close();

    const second = await setUp({ folder, recordsPerSecond: 10 });
    await second.emulator.advance(0);
    const again = await second.get(jobArn);
    await second.emulator.advance(MINUTE);

    expect(again).toMatchObject({ status: 'InProgress', processedRecordCount: 15 });
    expect((await second.get(jobArn)).status).toBe('Completed');
    expect(await texts(second)).toEqual(await undisturbed());
  });

  it('survives being killed', async () => {
    const [first, jobArn] = await beginJob({ folder });
    const copy = await mkdtemp(join(tmpdir(), 'emulator-killed-'));
    onTestFinished(() => rm(copy, { recursive: true }));
    await cp(folder, copy, { recursive: true });
    await first.close();

    const second = await setUp({ folder: copy, recordsPerSecond: 10 });
    await second.emulator.advance(MINUTE);

    expect((await second.get(jobArn)).status).toBe('Completed');
    expect(await texts(second)).toEqual(await undisturbed());
  });

  it('remembers names and tokens', async () => {
    const [first, jobArn] = await beginJob({ folder });
    await first.close();

    const second = await setUp({ folder });

    expect(await second.create({ clientRequestToken: 'token-1', jobName: 'other' })).toBe(jobArn);
    await expect(second.create()).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('stops a job that was being stopped, where it was stopped', async () => {
    const [first, jobArn] = await beginJob({ folder, durations: { stopping: HOUR } });
    await first.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier: jobArn }));
    await first.close();

    const second = await setUp({ folder, recordsPerSecond: 10 });
    await second.emulator.advance(2 * HOUR);

    expect(await second.get(jobArn)).toMatchObject({ status: 'Stopped', processedRecordCount: 15 });
    expect(await second.outputs(jobArn, 'b.jsonl')).toHaveLength(5);
  });

  it('interrupts an answer that does not come', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const answer = () => {
      asked();
      return new Promise(() => undefined);
    };
    const bench = await setUp({ folder, timeScale: 1000, answer });
    await bench.put('in/a.jsonl', titanLines(1));
    const jobArn = await bench.create();
    await isAsked;
    await bench.close();

    const second = await setUp({ folder });
    await second.emulator.advance(MINUTE);

    expect(await second.get(jobArn)).toMatchObject({
      status: 'Completed',
      processedRecordCount: 1,
    });
  });
});

describe('an emulator without a folder', () => {
  it('removes what it kept', async () => {
    const works = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('.bedrock-batch-work-'));
    const before = new Set(await works());
    const emulator = await createEmulator();
    const mine = (await works()).filter((name) => !before.has(name));
    expect(mine.length).toBeGreaterThan(0);

    await emulator.close();
    await emulator.close();

    const left = new Set(await works());
    expect(mine.some((name) => !left.has(name))).toBe(true);
  });
});
