import { momentNow } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { clientForRun } from '../bedrock/run-client.ts';
import { MeasuredRun, type MeasureOptions } from '../measure/measured-run.ts';
import { type Deadline, requireDeadline } from '../stop/deadline.ts';
import { type PollOptions, poll, pollDelays } from './poll.ts';
import { RunWatcher } from './run-watcher.ts';
import { type RunSnapshot, snapshotOf, snapshotWithout } from './snapshot.ts';

/** Options of {@link watchRun} and {@link waitForRun}. */
export interface WatchOptions extends BedrockOptions, PollOptions, MeasureOptions {
  /** Stops jobs that Bedrock has not begun after so long; those that have begun go on. Default: none. */
  readonly deadline?: Deadline | undefined;
}

/**
 * Watches a run: yields what its jobs are doing until all submitted ones have ended.
 *
 * Looks at once, then with growing delays and jitter; what changed is kept in `run.json`. Errors that may pass, such as
 * of a network that is gone, are tried again for an hour of waiting after the last answer; until then a snapshot has `unanswered`. A job whose request got no answer is looked for by its name. One that
 * has not begun by the `deadline` is stopped, and watched until it has ended. One
 * that was seen before, and that three looks in a row do not find, is `forgotten`: Bedrock keeps no old jobs, and the watch ends without it. Stopping early stops only the watching. AWS has no waiter and no push for this.
 * Each snapshot has a `measure`: records done, their rate, how long it takes yet and how far that may be off, jobs by status, and with `estimate` the cost so far. Only what is
 * done while this call watches counts for the rate. Memory: one snapshot, a kilobyte per job.
 * Source: GetModelInvocationJob; counts exist since 2026-04-01.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @param options Client, delays and cancellation.
 * @yields A snapshot after each look; the last one is `done`.
 * @throws {InvalidOptionError} `INVALID_OPTION` for delays or a deadline that are not positive, and where the run is at an endpoint that is not
 *   AWS's and that no option or variable gives again: an address in `run.json` is never called.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where region or endpoint are not those of the run.
 * @throws {JobError} `JOB_NOT_FOUND` where a job was never seen, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`; `JOB_THROTTLED` and `JOB_REQUEST` after that hour;
 *   `JOB_STATE` where a job may or may not exist, `JOB_DIFFERS` where another one has its name.
 *
 * @example Show what a run does
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { submitJobs, watchRun } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator();
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 *
 * const statuses = new Set<string | undefined>();
 * const pollSeconds = { first: 0.1, most: 1 };
 * for await (const { jobs } of watchRun(run, { bedrock, pollSeconds })) statuses.add(jobs[0]?.status);
 *
 * // nothing was uploaded, so Bedrock finds no records
 * console.assert([...statuses].at(-1) === 'Failed');
 * await emulator.close();
 * ```
 */
export async function* watchRun(run: Run, options: WatchOptions = {}): AsyncGenerator<RunSnapshot> {
  const { signal, sleep, random } = options;
  const deadline = requireDeadline(options.deadline);
  const delays = pollDelays(options);
  const bedrock = await clientForRun(run, options);
  const watcher = new RunWatcher(run, {
    caller: { bedrock, signal },
    waiting: { sleep, random },
    deadline,
  });
  const measured = new MeasuredRun(run, options, true);
  const seen = (more: Partial<RunSnapshot> = {}): RunSnapshot =>
    Object.freeze({
      ...snapshotWithout(run, watcher.forgotten),
      ...more,
      ...(measured.last !== undefined && { measure: measured.last }),
    });
  const look = async () => {
    await watcher.look();
    measured.saw(snapshotWithout(run, watcher.forgotten).jobs, momentNow());
    return seen();
  };
  try {
    yield* poll(look, {
      isDone: ({ done }) => done,
      delays,
      signal,
      onUnanswered: (unanswered) => seen({ unanswered }),
    });
  } finally {
    if (options.bedrock === undefined) bedrock.destroy();
  }
}

/**
 * Waits until all submitted jobs of a run have ended.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @param options As for {@link watchRun}.
 * @returns The last snapshot. That jobs ended does not say that they succeeded.
 * @throws {JobError} as {@link watchRun}.
 *
 * @example Wait for the end
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { submitJobs, waitForRun } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator();
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 *
 * const { done, jobs } = await waitForRun(run, { bedrock, pollSeconds: { first: 0.1, most: 1 } });
 *
 * console.assert(done && jobs[0]?.status === 'Failed');
 * await emulator.close();
 * ```
 */
export async function waitForRun(run: Run, options: WatchOptions = {}): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, options)) last = snapshot;
  return last;
}
