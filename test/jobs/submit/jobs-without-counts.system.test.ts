import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/dataset/index.ts';
import { planSubmission, type SubmitProgress, submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { startBenchBehind } from '../with-emulator.ts';

const COUNTS = [
  'totalRecordCount',
  'processedRecordCount',
  'successRecordCount',
  'errorRecordCount',
];

/** Five jobs that ended as told, and of which Get says only some counts. */
async function endedJobs(status: string, left: readonly string[] = []) {
  const bench = await startBenchBehind(({ method }, { body }) => {
    if (method !== 'GET') return undefined;
    const { message: _, ...reply } = JSON.parse(body) as Record<string, unknown>;
    for (const count of COUNTS) if (!left.includes(count)) delete reply[count];
    return { body: JSON.stringify({ ...reply, status }) };
  });
  const dataset = await datasetOf(5);
  await submitJobs({ dataset, uri: INPUT_URI }, bench.options);
  const again = await openDataset(dataset.folder);
  return { ...bench, upload: { dataset: again, uri: INPUT_URI } };
}

describe.each(['Failed', 'Expired', 'Stopped'])('a job that is %s without counts', (status) => {
  it('is not submitted again by itself: it may have processed records', async () => {
    const { emulator, options, upload } = await endedJobs(status);
    const steps: SubmitProgress[] = [];

    await submitJobs(upload, { ...options, onProgress: (step) => steps.push(step) });

    expect(emulator.jobs()).toHaveLength(5);
    expect(steps.map(({ step }) => step)).toEqual(['kept', 'kept', 'kept', 'kept', 'kept']);
    for (const { reason } of steps) {
      expect(reason).toContain(`is ${status} and is not submitted again`);
      expect(reason).toContain('results --retry');
    }
  });

  it('is planned as it would be submitted, with the reason', async () => {
    const { options, upload } = await endedJobs(status);

    const plan = await planSubmission(upload, options);

    expect(plan.jobs.map(({ step }) => step)).toEqual(['keep', 'keep', 'keep', 'keep', 'keep']);
    expect(plan.jobs[0]?.reason).toContain('no counts');
  });

  it.each(COUNTS)('is not taken for an empty one by its %s alone', async (count) => {
    const { emulator, options, upload } = await endedJobs(status, [count]);

    await submitJobs(upload, options);

    expect(emulator.jobs()).toHaveLength(5);
  });

  it('is submitted again where all counts are 0', async () => {
    const { emulator, options, upload } = await endedJobs(status, COUNTS);

    const plan = await planSubmission(upload, options);
    expect(plan.jobs[0]).toMatchObject({ step: 'create', attempt: 2 });
    await submitJobs(upload, options);

    expect(emulator.jobs()).toHaveLength(10);
  });
});
