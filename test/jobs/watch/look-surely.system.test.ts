import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import { lookSurely, snapshotOf, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const NOT_FOUND = { status: 404, code: 'ResourceNotFoundException', message: 'no such job' };

/** A run of one job, which is not found by the looks with these numbers, counted from 1. */
async function benchThatMisses(...numbers: readonly number[]) {
  const bench = await startBench();
  const dataset = await datasetOf(1);
  const run = await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
  let looks = 0;
  bench.fail(({ operation }) => {
    if (operation !== 'GetModelInvocationJob') return undefined;
    looks += 1;
    return numbers.includes(looks) ? NOT_FOUND : undefined;
  });
  const waits: number[] = [];
  const sleep = async (milliseconds: number) => void waits.push(milliseconds);
  const { bedrock } = bench;
  return { look: () => lookSurely(run, { bedrock, sleep }), waits };
}

describe('lookSurely()', () => {
  it('looks once where every job is found', async () => {
    const { look, waits } = await benchThatMisses();

    expect(await look()).toEqual(new Set());
    expect(waits).toEqual([]);
  });

  it('takes a job for forgotten that three looks in a row have missed', async () => {
    const { look, waits } = await benchThatMisses(1, 2, 3);

    expect(await look()).toEqual(new Set(['jobs/0000']));
    expect(waits).toEqual([1_000, 1_000]);
  });

  it('leaves a request without an answer as it is where its job does not show up', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(2);
    fail(({ operation, count }) =>
      operation === 'CreateModelInvocationJob' && count > 1 ? { hangUp: true } : undefined,
    );
    const asked = { dataset, uri: INPUT_URI };
    await expect(submitJobs(asked, { ...options, concurrency: 1 })).rejects.toMatchObject({
      code: 'JOB_REPLY_UNKNOWN',
    });
    fail(() => undefined);
    const run = await openRun(dataset.folder);
    await emulator.advance(3_600_000);

    expect(await lookSurely(run, options)).toEqual(new Set());
    expect(run.state.jobs.map(({ attempts }) => attempts.at(-1)?.seen?.status)).toEqual([
      'Failed',
      undefined,
    ]);
    expect(snapshotOf(run).done).toBe(false);
  });

  it('does not where the third look finds it', async () => {
    const { look, waits } = await benchThatMisses(1, 2);

    expect(await look()).toEqual(new Set());
    expect(waits).toEqual([1_000, 1_000]);
  });
});
