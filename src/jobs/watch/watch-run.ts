import { InvalidOptionError } from '../../core/index.ts';
import type { JobAttempt, RecordCounts, Run, SeenStatus } from '../../dataset/index.ts';
import { Backoff, type Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { isRetryable } from '../bedrock/retryable.ts';
import { clientForRun } from '../bedrock/run-client.ts';
import type { RequestedJob } from '../request/make-requests.ts';
import { findUnknown, unknownAttempts } from './find-unknown.ts';
import { openFolders, refreshJob, saveSeen } from './refresh-job.ts';

/** How often a run is looked at. */
export interface PollSeconds {
  /** Before the second look. Default 10. */
  readonly first: number;
  /** Most between two looks. Default 60. */
  readonly most: number;
}

/** Options of {@link watchRun} and {@link waitForRun}. */
export interface WatchOptions extends BedrockOptions, Waiting {
  readonly pollSeconds?: PollSeconds | undefined;
}

/** A job of a run at one moment. */
export interface JobSnapshot {
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** 1-based; 0 where none was made. */
  readonly attempt: number;
  /** Absent where the job is not submitted, or where `attempt` is above 0 and nobody knows whether it is. */
  readonly jobArn?: string | undefined;
  /** Absent where the job is not submitted or was not looked at yet. */
  readonly status?: SeenStatus | undefined;
  /** Absent while Bedrock counts nothing: its zeros before processing say nothing. */
  readonly counts?: RecordCounts | undefined;
  /** Why it failed, in Bedrock's words. */
  readonly message?: string | undefined;
}

/** How many records of a run are processed, as far as Bedrock says. */
export interface RunRecords {
  /** All records of the dataset. */
  readonly total: number;
  /** Those that Bedrock counts, and all of a job that is `Completed` and has no counts. */
  readonly processed: number;
  readonly failed: number;
}

/** A run at one moment. */
export interface RunSnapshot {
  /** In the order of the manifest. */
  readonly jobs: readonly JobSnapshot[];
  /** How far the whole dataset is, padding included; its total is known from the start. */
  readonly records: RunRecords;
  /** True once no submitted job can change any more; false while nobody knows whether one is submitted. */
  readonly done: boolean;
}

const DEFAULT_POLL: PollSeconds = { first: 10, most: 60 };
const FACTOR = 1.5;
/** Rounds in a row that may fail: with the default delays about a quarter of an hour without network. */
const MOST_FAILED_ROUNDS = 20;

/**
 * Watches a run: yields what its jobs are doing until all submitted ones have ended.
 *
 * Looks at once, then with growing delays and jitter; what changed is kept in `run.json`. Errors that may pass are tried
 * again. A job whose request got no answer is looked for by its name. Stopping early stops only the watching. AWS has no waiter and no push for this.
 * Memory: one snapshot, a few hundred bytes per job.
 * Source: GetModelInvocationJob; counts exist since 2026-04-01.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @param options Client, delays and cancellation.
 * @yields A snapshot after each look; the last one is `done`.
 * @throws {InvalidOptionError} `INVALID_OPTION` for delays that are not positive, and where the run is at an endpoint that is not
 *   AWS's and that no option or variable gives again: an address in `run.json` is never called.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where region or endpoint are not those of the run.
 * @throws {JobError} `JOB_NOT_FOUND`, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`; `JOB_THROTTLED` and `JOB_REQUEST` after many tries;
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
  const backoff = new Backoff(requireDelays(options.pollSeconds ?? DEFAULT_POLL), options);
  const bedrock = await clientForRun(run, options);
  const watcher = new RunWatcher(run, { bedrock, signal: options.signal });
  try {
    for (;;) {
      await watcher.look();
      const snapshot = snapshotOf(run);
      yield snapshot;
      if (snapshot.done) return;
      await backoff.wait(options.signal);
    }
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

/**
 * Says what is known of a run, from its state alone; asks nobody.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @returns What {@link watchRun} saw last.
 *
 * @example A run that was just submitted
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { snapshotOf, submitJobs } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator({ timeScale: 0 });
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 *
 * console.assert(snapshotOf(run).jobs[0]?.status === 'Submitted');
 * await emulator.close();
 * ```
 */
export function snapshotOf(run: Run): RunSnapshot {
  const jobs = run.state.jobs.map(({ folder, attempts }) => jobSnapshot(folder, attempts.at(-1)));
  const done = openFolders(run).length === 0 && unknownAttempts(run).length === 0;
  return Object.freeze({ jobs, records: recordsOf(run, jobs), done });
}

function recordsOf(run: Run, jobs: readonly JobSnapshot[]): RunRecords {
  const { manifest } = run.dataset;
  const sum = { total: manifest.records, processed: 0, failed: 0 };
  for (const { folder, status, counts } of jobs) {
    const isWhole = counts === undefined && status === 'Completed';
    const all = isWhole ? manifest.jobs.find((job) => job.folder === folder)?.records : 0;
    sum.processed += counts?.processed ?? all ?? 0;
    sum.failed += counts?.failed ?? 0;
  }
  return Object.freeze(sum);
}

function jobSnapshot(folder: string, last: JobAttempt | undefined): JobSnapshot {
  if (last === undefined) return Object.freeze({ folder, attempt: 0 });
  const { attempt, jobArn, seen } = last;
  const { status, message } = seen ?? {};
  return Object.freeze({ folder, attempt, jobArn, status, counts: knownCounts(last), message });
}

function knownCounts({ seen }: JobAttempt): RecordCounts | undefined {
  const counts = seen?.counts;
  return counts === undefined || (counts.total === 0 && counts.processed === 0)
    ? undefined
    : counts;
}

/** Looks at the open jobs of a run, round after round. */
class RunWatcher {
  readonly #run: Run;
  readonly #caller: Caller;
  #failedRounds = 0;

  constructor(run: Run, caller: Caller) {
    this.#run = run;
    this.#caller = caller;
  }

  /** Looks at each open job once; an error that may pass leaves the rest to the next round. */
  async look(): Promise<void> {
    try {
      for (const folder of openFolders(this.#run)) await this.#lookAt(folder);
      for (const attempt of unknownAttempts(this.#run)) await this.#lookFor(attempt);
      this.#failedRounds = 0;
    } catch (error) {
      this.#failedRounds += 1;
      if (!isRetryable(error) || this.#failedRounds > MOST_FAILED_ROUNDS) throw error;
    }
  }

  async #lookAt(folder: string): Promise<void> {
    const jobArn = this.#run.lastAttempt(folder)?.jobArn;
    if (jobArn !== undefined) await refreshJob(this.#run, { folder, jobArn }, this.#caller);
  }

  async #lookFor(attempt: RequestedJob): Promise<void> {
    const job = await findUnknown(attempt, this.#caller);
    await this.#run.keepJob(attempt, job.jobArn);
    await saveSeen(this.#run, attempt.folder, job);
  }
}

function requireDelays({ first, most }: PollSeconds) {
  const isPossible = first > 0 && most >= first && Number.isFinite(most);
  if (isPossible) return { first: first * 1000, most: most * 1000, factor: FACTOR };
  throw new InvalidOptionError(
    `pollSeconds is ${first} s first and ${most} s at most, and a wait has to be longer than 0 s and no longer than the most`,
    {
      option: 'pollSeconds',
      expected: '0 < first <= most',
      received: `first ${first}, most ${most}`,
    },
  );
}
