import { describe, expect, it } from 'vitest';
import { openRun, type Run } from '../../../src/dataset/index.ts';
import { snapshotOf, stopRun, submitJobs, waitForRun } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { type BedrockFault, startBench } from '../with-emulator.ts';

const HOUR = 3_600_000;
const THROTTLED = { status: 429, code: 'ThrottlingException', message: 'slow down' };

/** A run of two jobs, the second one of which was asked for without an answer. */
async function benchWithUnknown(fault: BedrockFault) {
  const bench = await startBench();
  const { emulator, options, fail } = bench;
  const dataset = await datasetOf(2);
  fail(({ operation, count }) =>
    operation === 'CreateModelInvocationJob' && count > 1 ? fault : undefined,
  );
  await expect(
    submitJobs({ dataset, uri: INPUT_URI }, { ...options, concurrency: 1 }),
  ).rejects.toMatchObject({ code: 'JOB_REPLY_UNKNOWN' });
  fail(() => undefined);
  const run = await openRun(dataset.folder);
  const arns = () => emulator.jobs().map(({ jobArn }) => jobArn);
  return { ...bench, dataset, run, arns };
}

function savedArns({ state }: Run) {
  return state.jobs.map(({ attempts }) => attempts.at(-1)?.jobArn);
}

describe('a job whose request got no answer', () => {
  it('is not done, and is watched to its end once it is found by its name', async () => {
    const { emulator, options, run, dataset, arns } = await benchWithUnknown({ after: 'hangUp' });
    await emulator.advance(HOUR);

    expect(snapshotOf(run).done).toBe(false);
    const last = await waitForRun(run, options);

    expect(last.done).toBe(true);
    expect(last.jobs.map(({ status }) => status)).toEqual(['Failed', 'Failed']);
    expect(savedArns(await openRun(dataset.folder))).toEqual(arns());
  });

  it('is told where it does not show up, after the others were looked at', async () => {
    const { emulator, options, run, calls } = await benchWithUnknown({ hangUp: true });
    await emulator.advance(HOUR);

    await expect(waitForRun(run, options)).rejects.toMatchObject({
      code: 'JOB_STATE',
      message: expect.stringContaining('may or may not exist') as string,
      hint: expect.stringContaining('Run submit again') as string,
    });

    expect(calls('ListModelInvocationJobs')).toBe(1);
    expect(run.state.jobs[0]?.attempts[0]?.seen?.status).toBe('Failed');
    expect(snapshotOf(run).done).toBe(false);
  });

  it('is looked for again where the list only throttles', async () => {
    const { emulator, options, run, fail, calls } = await benchWithUnknown({ after: 'hangUp' });
    await emulator.advance(HOUR);
    fail(({ operation, count }) =>
      operation === 'ListModelInvocationJobs' && count < 3 ? THROTTLED : undefined,
    );

    expect(await waitForRun(run, options)).toMatchObject({ done: true });
    expect(calls('ListModelInvocationJobs')).toBe(3);
  });

  it('is stopped like the others once it is found', async () => {
    const { emulator, options, run, dataset, arns } = await benchWithUnknown({ after: 'hangUp' });

    const stopped = await stopRun(run, options);

    expect(stopped.map(({ jobArn, outcome }) => [jobArn, outcome])).toEqual(
      arns().map((jobArn) => [jobArn, 'asked']),
    );
    expect(emulator.jobs().map(({ status }) => status)).toEqual(['Stopping', 'Stopping']);
    expect(savedArns(await openRun(dataset.folder))).toEqual(arns());
  });

  it('does not keep the others from being stopped where it does not show up', async () => {
    const { emulator, options, run } = await benchWithUnknown({ hangUp: true });

    await expect(stopRun(run, options)).rejects.toMatchObject({
      code: 'JOB_STATE',
      message: expect.stringContaining('1 other job of the run ended or will stop') as string,
    });

    expect(emulator.jobs().map(({ status }) => status)).toEqual(['Stopping']);
    expect(run.state.jobs[0]?.attempts[0]?.seen?.status).toBe('Stopping');
  });
});
