import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRun, type Run } from '../../src/dataset/index.ts';
import { stopRun, waitForRun } from '../../src/jobs/index.ts';
import { readOutcomes, retryDataset, saveOutcomes } from '../../src/results/index.ts';
import { endedAttempt, foreignRun, foreignState } from '../support/foreign-run.ts';
import { startListener } from '../support/listener.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

/** A run at an endpoint, opened; with an open job where `seen` is left out. */
async function runAt(endpoint: string, isEnded: boolean): Promise<Run> {
  const folder = await foreignRun((dataset) => ({
    ...foreignState(dataset),
    target: { region: 'us-east-1', account: '123456789012', endpoint },
    jobs: [{ folder: 'jobs/0000', attempts: [endedAttempt(isEnded ? {} : { seen: undefined })] }],
  }));
  return openRun(folder);
}

const CALLS = [
  ['waitForRun()', (run: Run, asked: object) => waitForRun(run, asked)],
  ['stopRun()', (run: Run, asked: object) => stopRun(run, asked)],
  ['readOutcomes()', (run: Run, asked: object) => readOutcomes(run, asked).next()],
  ['saveOutcomes()', (run: Run, asked: object) => saveOutcomes(run, asked)],
  [
    'retryDataset()',
    (run: Run, asked: object) =>
      retryDataset(run, { ...asked, out: join(run.dataset.folder, 'retry') }),
  ],
] as const;

describe.each(CALLS)('%s', (name, call) => {
  const isEnded = name.includes('utcomes') || name.includes('retry');

  it('does not call an address that stands in run.json', async () => {
    const { endpoint, heard } = await startListener();
    const run = await runAt(endpoint, isEnded);

    await expect(call(run, {})).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'endpoint',
      hint: expect.stringContaining(`--endpoint-url ${endpoint}`),
    });
    expect(heard).toEqual([]);
  });

  it('asks for a client or an endpoint where the run only has a word', async () => {
    await expect(call(await runAt('local', isEnded), {})).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'endpoint',
    });
  });
});

describe.each(CALLS.slice(0, 2))('%s', (_, call) => {
  it('calls the address where the option gives it again', async () => {
    const { endpoint, heard } = await startListener();

    await expect(call(await runAt(endpoint, false), { endpoint })).rejects.toMatchObject({
      code: 'JOB_REQUEST',
    });
    expect(heard).not.toEqual([]);
  });

  it.each([
    ['an endpoint', { endpoint: 'http://127.0.0.1:1' }],
    ['a region', { region: 'eu-west-1' }],
  ])('refuses %s that is not the run’s', async (_what, asked) => {
    await expect(call(await runAt('aws', false), asked)).rejects.toMatchObject({
      code: 'RUN_TARGET_DIFFERS',
    });
  });
});
