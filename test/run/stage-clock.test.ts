import { describe, expect, it } from 'vitest';
import type { RunMeasure } from '../../src/jobs/index.ts';
import type { RunProgress } from '../../src/run/index.ts';
import { StageClock, type Tell } from '../../src/run/stage-clock.ts';

const MEASURE: RunMeasure = {
  ...{ done: 5, total: 10, failed: 0, rate: 1, left: undefined },
  statuses: [{ status: 'InProgress', jobs: 1 }],
};

/** What is told of a stage that tells something itself. */
async function toldOf(
  ...progress: readonly Parameters<Tell>[0][]
): Promise<readonly RunProgress[]> {
  const told: RunProgress[] = [];
  const clock = new StageClock((one) => told.push(one));
  await clock.time('upload', async (tell) => progress.forEach((one) => tell(one)));
  return told;
}

describe('StageClock', () => {
  it('tells when a stage begins and ends, and measures it', async () => {
    const told = await toldOf();

    expect(told).toEqual([
      { stage: 'upload', step: 'begin' },
      { stage: 'upload', step: 'end' },
    ]);
  });

  it('adds how fast a stage goes that counts, which one look does not say', async () => {
    const [, progress] = await toldOf({ done: 1, total: 2, unit: 'bytes' });

    expect(progress).toEqual({
      ...{ stage: 'upload', step: 'progress', done: 1, total: 2, unit: 'bytes' },
      ...{ rate: undefined, left: undefined },
    });
    expect(progress).toHaveProperty('rate');
  });

  it('leaves alone what is measured already, what counts jobs, and words', async () => {
    const measured = { done: 5, unit: 'records', measure: MEASURE } as const;
    const asking = { done: 1, total: 3, unit: 'jobs' } as const;
    const told = await toldOf(measured, asking, { detail: 'waits' });

    expect(told.slice(1, -1)).toEqual(
      [measured, asking, { detail: 'waits' }].map((one) => ({
        ...{ stage: 'upload', step: 'progress' },
        ...one,
      })),
    );
    for (const one of told) expect(one).not.toHaveProperty('rate');
  });
});
