import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../src/dataset/index.ts';
import { waitForRun } from '../../src/jobs/index.ts';
import {
  planRetry,
  retryRun,
  runDataset,
  type StartRunOptions,
  startRun,
} from '../../src/run/index.ts';
import { textRows, Workshop } from '../support/emulated-run.ts';
import { hideOutputs } from '../support/hidden-outputs.ts';

const UNKNOWN_JOB = 'zzzzzzzzzzzz';
const ROWS = 20;

/** A run of two jobs, the first of which ended while nobody looked and is not known to Bedrock any more; its outputs are where they were. */
async function forgottenRun(shop: Workshop, processed: number) {
  const source = join(shop.folder, 'texts.json');
  await writeFile(source, JSON.stringify(textRows(ROWS)));
  const options: StartRunOptions = {
    model: 'amazon.titan-embed-text-v2:0',
    prompt: '{{text}}',
    out: join(shop.folder, 'out'),
    to: 's3://data/in/',
    roleArn: 'arn:aws:iam::123456789012:role/Batch',
    s3: shop.s3,
    bedrock: shop.bedrock,
    quotas: { minRecordsPerJob: 10, recordsPerJob: 10 },
    pollSeconds: { first: 0.01, most: 0.01 },
  };
  const { run } = await startRun(source, options);
  await shop.emulator.advance(3_600_000);
  const id = run.state.jobs[0]?.attempts[0]?.jobArn?.split('/').at(-1) ?? '';
  const path = join(options.out, 'runs/main/run.json');
  const state = JSON.parse((await readFile(path, 'utf8')).replaceAll(id, UNKNOWN_JOB));
  const counts = { total: 10, processed, succeeded: processed, failed: 0 };
  state.jobs[0].attempts[0].seen = { status: 'InProgress', counts };
  await writeFile(path, JSON.stringify(state));
  const bringBack = await hideOutputs(
    shop.s3,
    'data',
    (key) => key.includes(id),
    (key) => key.replace(id, UNKNOWN_JOB),
  );
  return { source, options, bringBack };
}

const open = () => Workshop.open({ timeScale: 0, quotas: { minRecordsPerJob: 10 } });

describe('runDataset() of a job that Bedrock has forgotten', () => {
  it('collects what it wrote, keeps that as final, and asks for no other job', async () => {
    await using shop = await open();
    const { source, options, bringBack } = await forgottenRun(shop, 7);
    await bringBack();

    const report = await runDataset(source, options);
    const again = await runDataset(source, options);

    for (const { forgotten, totals, unproven } of [report, again])
      expect({ forgotten, unproven, counts: totals.counts }).toMatchObject({
        forgotten: ['jobs/0000'],
        unproven: [],
        counts: { succeeded: ROWS, missing: 0 },
      });
    expect(report.run.state.jobs[0]?.saved?.agreement).toBe('agrees');
    expect(shop.emulator.jobs()).toHaveLength(2);
  });

  it('keeps nothing where the outputs hold fewer records than Bedrock counted before', async () => {
    await using shop = await open();
    const { source, options } = await forgottenRun(shop, 7);

    const running = runDataset(source, options);

    await expect(running).rejects.toMatchObject({
      code: 'JOB_OUTPUTS_DIFFER',
      message: expect.stringContaining('7 processed (0 in the outputs)') as string,
    });
    const { state } = await openRun(options.out);
    expect(state.jobs.map(({ saved }) => saved?.agreement)).toEqual([undefined, 'agrees']);
  });

  it('is in doubt where nothing was counted and nothing is there', async () => {
    await using shop = await open();
    const { source, options } = await forgottenRun(shop, 0);

    const { unproven, totals } = await runDataset(source, options);

    expect(unproven).toEqual(['jobs/0000']);
    expect(totals.counts).toMatchObject({ succeeded: 10, missing: 10 });
  });
});

describe('retryRun() of a run with a job that Bedrock has forgotten', () => {
  it('collects what it wrote, and tries again what is worth it of all', async () => {
    await using shop = await open();
    const { options, bringBack } = await forgottenRun(shop, 7);
    await bringBack();
    const { to, roleArn, s3, bedrock, pollSeconds } = options;
    const target = { to, roleArn, s3, bedrock, pollSeconds };

    const plan = await planRetry(await openRun(options.out), target);
    const report = await retryRun(await openRun(options.out), target);
    const again = await retryRun(await openRun(options.out), target);

    expect(plan).toMatchObject({ again: [], round: undefined, left: undefined });
    for (const { totals, left } of [report, again])
      expect({ left, counts: totals.counts }).toMatchObject({
        left: undefined,
        counts: { succeeded: ROWS, missing: 0 },
      });
    expect(report.run.state.jobs[0]?.saved?.agreement).toBe('agrees');
    expect(shop.emulator.jobs()).toHaveLength(2);
  });
});

describe('waitForRun()', () => {
  it('ends without a job that three looks in a row do not find, and says so', async () => {
    await using shop = await open();
    const { options } = await forgottenRun(shop, 7);
    const run = await openRun(options.out);
    const delays: number[] = [];
    const sleep = async (milliseconds: number) => {
      delays.push(milliseconds);
    };

    const { done, jobs } = await waitForRun(run, { bedrock: shop.bedrock, sleep });

    expect(done).toBe(true);
    expect(delays).toHaveLength(2);
    expect(jobs.map(({ status, forgotten }) => [status, forgotten])).toEqual([
      ['InProgress', true],
      ['Completed', undefined],
    ]);
  });

  it('ends with the error where a job was never seen', async () => {
    await using shop = await open();
    const { options } = await forgottenRun(shop, 7);
    const path = join(options.out, 'runs/main/run.json');
    const state = JSON.parse(await readFile(path, 'utf8'));
    delete state.jobs[0].attempts[0].seen;
    await writeFile(path, JSON.stringify(state));

    const waiting = waitForRun(await openRun(options.out), { bedrock: shop.bedrock });

    await expect(waiting).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});
