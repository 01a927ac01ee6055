import type { GetModelInvocationJobCommandOutput } from '@aws-sdk/client-bedrock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDataset, openRun } from '../../../src/dataset/index.ts';
import { sleep } from '../../../src/jobs/bedrock/backoff.ts';
import { submitJobs } from '../../../src/jobs/index.ts';
import { datasetOf, INPUT_URI } from '../fixture.ts';
import { type Bench, failFirst, startBench } from '../with-emulator.ts';

const THROTTLED = { status: 429, code: 'ThrottlingException', message: 'slow down' };
const OTHER_ROLE = 'arn:aws:iam::123456789012:role/service/BatchRole';

/** Lets Get say the role in other words than Create was given. */
function sayOtherRole({ bedrock }: Bench): void {
  bedrock.middlewareStack.add(
    (next, context) => async (args) => {
      const reply = await next(args);
      if (context.commandName !== 'GetModelInvocationJobCommand') return reply;
      const output = reply.output as GetModelInvocationJobCommandOutput;
      return { ...reply, output: { ...output, roleArn: OTHER_ROLE } };
    },
    { step: 'initialize', name: 'otherRole' },
  );
}

describe('submitJobs()', () => {
  it('keeps the ARN of a job it made, whatever Get says of it', async () => {
    const bench = await startBench();
    const { emulator, options } = bench;
    const dataset = await datasetOf(1);
    sayOtherRole(bench);

    for (const _ of ['the first time', 'again']) {
      const again = await openDataset(dataset.folder);
      await expect(submitJobs({ dataset: again, uri: INPUT_URI }, options)).rejects.toMatchObject({
        code: 'JOB_DIFFERS',
        hint: expect.stringContaining('The run keeps the job') as string,
      });
    }

    const { state } = await openRun(dataset.folder);
    expect(emulator.jobs()).toHaveLength(1);
    expect(state.jobs[0]?.attempts[0]?.jobArn).toBe(emulator.jobs()[0]?.jobArn);
  });

  it('keeps an unclear attempt where nobody can say whether its job exists', async () => {
    const { emulator, options, fail } = await startBench();
    const dataset = await datasetOf(1);
    fail(({ operation }) =>
      operation === 'CreateModelInvocationJob' ? { after: 'hangUp' } : undefined,
    );
    await expect(submitJobs({ dataset, uri: INPUT_URI }, options)).rejects.toThrow();
    fail(({ operation }) => (operation === 'ListModelInvocationJobs' ? THROTTLED : undefined));

    const changed = { ...options, timeoutDurationInHours: 48 };
    const again = { dataset: await openDataset(dataset.folder), uri: INPUT_URI };
    await expect(submitJobs(again, changed)).rejects.toMatchObject({ code: 'JOB_THROTTLED' });

    expect(emulator.jobs()).toHaveLength(1);
    expect((await openRun(dataset.folder)).state.jobs[0]?.attempts).toHaveLength(1);
  });

  it('waits for many jobs at once without a warning of too many listeners', async () => {
    const { options, fail } = await startBench();
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    fail(failFirst('CreateModelInvocationJob', 12, THROTTLED));

    const { signal } = new AbortController();
    const waiting = { sleep: (_: number, wake?: AbortSignal) => sleep(200, wake), signal };
    await submitJobs(
      { dataset: await datasetOf(12), uri: INPUT_URI },
      { ...options, ...waiting, concurrency: 12 },
    );

    expect(warnings).not.toContain('MaxListenersExceededWarning');
  });
});
