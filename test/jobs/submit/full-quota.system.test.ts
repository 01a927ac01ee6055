import { setTimeout as nextTick } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRun } from '../../../src/dataset/index.ts';
import {
  type SubmitOptions,
  type SubmitProgress,
  snapshotOf,
  submitJobs,
} from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;

/** A dataset of so many jobs, and room for so many at a time. */
async function benchWith(jobs: number, concurrentJobs: number) {
  const bench = await startBench({ quotas: { concurrentJobs } });
  const dataset = await datasetOf(jobs);
  for (const { folder } of dataset.manifest.jobs) await bench.putShard(folder);
  const submit = (options: Partial<SubmitOptions> = {}) =>
    submitJobs({ dataset, uri: INPUT_URI }, { ...bench.options, ...options });
  return { ...bench, dataset, submit };
}

describe('a full quota of concurrent jobs', () => {
  it('is waited for at the pace asked for, and since when is said until a job is let in', async () => {
    const { emulator, submit } = await benchWith(3, 1);
    const steps: SubmitProgress[] = [];
    const delays: number[] = [];
    const sleep = async (milliseconds: number) => {
      delays.push(milliseconds);
      if (delays.length % 3 === 0) await emulator.advance(HOUR);
    };

    await submit({
      ...{ sleep, concurrency: 1, pollSeconds: { first: 7, most: 7 } },
      onProgress: (step) => steps.push(step),
    });

    const waiting = steps.filter(({ step }) => step === 'waiting');
    expect(delays).toEqual(Array.from({ length: 6 }, () => 7000));
    expect(waiting.map(({ submitted, jobs }) => [submitted, jobs])).toEqual([
      ...[1, 1, 1].map((submitted) => [submitted, 3]),
      ...[2, 2, 2].map((submitted) => [submitted, 3]),
    ]);
    expect(new Set(waiting.slice(0, 3).map(({ since }) => since)).size).toBe(1);
    expect(waiting.every(({ since }) => /^\d{4}-.*Z$/.test(since ?? ''))).toBe(true);
    // before the first look nothing is known; then also of jobs that are not submitted yet
    expect(waiting[0]).not.toHaveProperty('measure');
    expect(waiting[1]?.measure).toMatchObject({ done: 0, total: 300 });
    expect(waiting.at(-1)?.measure).toMatchObject({
      ...{ done: 100, total: 300 },
      statuses: [
        { status: 'Completed', jobs: 1 },
        { status: 'Submitted', jobs: 1 },
        { unsubmitted: true, jobs: 1 },
      ],
    });
  });

  it.each([1, 2, 3])(
    'leaves no request in doubt where the wait is interrupted, with %i requests under way',
    async (concurrency) => {
      const { dataset, emulator, submit } = await benchWith(4, 1);
      const controller = new AbortController();
      const waiting = new Set<string>();
      const onProgress = ({ step, folder }: SubmitProgress) => {
        if (step === 'waiting') waiting.add(folder);
      };
      /** Interrupts once no request is under way: one that is may make a job. */
      const sleep = async (_milliseconds: number, signal?: AbortSignal) => {
        while (waiting.size < concurrency) await nextTick(5);
        controller.abort(new Error('interrupted'));
        signal?.throwIfAborted();
      };

      const { signal } = controller;
      const submitting = submit({ sleep, concurrency, signal, onProgress });

      await expect(submitting).rejects.toThrow('interrupted');
      const run = await openRun(dataset.folder);
      const known = snapshotOf(run).jobs.map(({ attempt, jobArn }) => [
        attempt,
        jobArn !== undefined,
      ]);
      expect(known.toSorted()).toEqual([
        [0, false],
        [0, false],
        [0, false],
        [1, true],
      ]);
      const another = async () => emulator.advance(HOUR);
      const { state } = await submit({ sleep: another, concurrency });
      expect(emulator.jobs()).toHaveLength(4);
      expect(state.jobs.map(({ attempts }) => attempts.length)).toEqual([1, 1, 1, 1]);
    },
  );

  it('is not waited for where that is asked for: what fits is sent, and calls after it send the rest, each job once', async () => {
    const small = fc.record({
      jobs: fc.integer({ min: 1, max: 5 }),
      room: fc.integer({ min: 1, max: 3 }),
      concurrency: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(small, async ({ jobs, room, concurrency }) => {
        const { emulator, submit } = await benchWith(jobs, room);
        const sleep = () => Promise.reject(new Error('nobody was to wait'));
        const call = () => submit({ sleep, concurrency, waitForSlots: false });

        for (let sent = room; sent < jobs; sent += room) {
          const refusal: unknown = await call().catch((error: unknown) => error);
          expect(refusal).toMatchObject({
            code: 'JOB_QUOTA',
            isRetryable: true,
            message: expect.stringContaining(`${sent} of ${jobs} jobs of the run`) as string,
            hint: expect.stringContaining('sends the rest') as string,
          });
          expect(emulator.jobs()).toHaveLength(sent);
          await emulator.advance(HOUR);
        }
        const { state } = await call();

        expect(emulator.jobs()).toHaveLength(jobs);
        expect(state.jobs.every(({ attempts }) => attempts.length === 1)).toBe(true);
        await emulator.close();
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    [0, 10],
    [10, 86_401],
    [Number.NaN, 5],
    [1, Number.POSITIVE_INFINITY],
  ])('is not tried again from %s to %s seconds, and nothing is sent', async (first, most) => {
    const { emulator, submit } = await benchWith(1, 1);

    const submitting = submit({ pollSeconds: { first, most } });

    await expect(submitting).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      option: 'pollSeconds',
    });
    expect(emulator.jobs()).toEqual([]);
  });
});
