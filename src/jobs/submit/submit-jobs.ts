import { setMaxListeners } from 'node:events';
import type { S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { countOf, InvalidOptionError, JobError } from '../../core/index.ts';
import { beginRun, ownRun, type Run, type RunOwner } from '../../dataset/index.ts';
import type { Backoff, Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { withBedrock } from '../bedrock/bedrock-client.ts';
import { withState } from '../bedrock/job-errors.ts';
import { MeasuredRun, type MeasureOptions } from '../measure/measured-run.ts';
import { type Deadline, requireDeadline } from '../stop/deadline.ts';
import { type PollSeconds, pollDelays } from '../watch/poll.ts';
import { snapshotOf } from '../watch/snapshot.ts';
import { requireInputs } from './require-inputs.ts';
import { SlotWaiter } from './slot-waiter.ts';
import {
  type DatasetInS3,
  prepareSubmission,
  type Submission,
  type SubmissionOptions,
} from './submission.ts';
import { type Submitting, submitJob } from './submit-job.ts';
import type { SubmitProgress } from './submit-progress.ts';

const DEFAULT_CONCURRENCY = 4;
const LOOKUP_SECONDS = 60;
const SEND_THE_REST =
  'Repeat the same command once a job has ended: it sends the rest, and nothing is paid for twice';
const SLOT_POLL: PollSeconds = { first: 5, most: 60 };

/** Options of {@link submitJobs}. */
export interface SubmitOptions
  extends SubmissionOptions,
    Waiting,
    Pick<MeasureOptions, 'estimate'> {
  /** Requests under way at a time. Default 4. */
  readonly concurrency?: number | undefined;
  /**
   * Client to look at the shards in S3 with before the first request. Default: made as the one for Bedrock is; where only
   * `bedrock` is passed in, they are not looked at.
   */
  readonly s3?: S3Client | undefined;
  /**
   * Whether to wait where the quota of concurrent jobs is full. Default true. With false what fits is sent, and then `JOB_QUOTA` is
   * thrown; calling again sends the rest.
   */
  readonly waitForSlots?: boolean | undefined;
  /** How often to try again, and to look at the run's jobs, where the quota is full. Default: 5 s at first, growing to 60 s. */
  readonly pollSeconds?: PollSeconds | undefined;
  /** Stops jobs of the run that Bedrock has not begun after so long, while the others wait for the quota. Default: none. */
  readonly deadline?: Deadline | undefined;
  /** Attempts at most at a job that ends before anything of it is processed; then it stays as it is. Default: as many as calls. */
  readonly mostAttempts?: number | undefined;
  /** How long to look for a job whose name is taken, in seconds. Default 60. */
  readonly lookupSeconds?: number | undefined;
  /** Told of every step of every job. */
  readonly onProgress?: ((progress: SubmitProgress) => void) | undefined;
}

/**
 * Submits the jobs of an uploaded dataset, each at most once, and gives their run.
 *
 * Before a request is sent it stands in `run.json`, and a request is only ever repeated with the same name and token, which
 * Bedrock ignores: so calling again, after a crash or a lost reply too, goes on where it stopped and pays nothing twice.
 * A new attempt is made only for a job that failed, expired or was stopped before it processed anything, as long as it has fewer than `mostAttempts`. Every job is
 * compared with what was asked for. Where the quota of concurrent jobs is full it waits for a free slot, however long,
 * or not at all, as `waitForSlots` says.
 * Bedrock reads whatever lies at the input: so before the first request each shard of a job that is to be asked for is looked at in S3,
 * its size and CRC32.
 * Memory: the run's state, a few kilobytes per job.
 * Source: CreateModelInvocationJob; a repeated `clientRequestToken` is ignored without an error.
 *
 * @param upload What `uploadDataset` gave, or a dataset and the S3 URI it lies at.
 * @param options Role, client, and every field of the API.
 * @returns The run; {@link watchRun} follows it, also in another process by `openRun`.
 * @throws {InvalidOptionError} `INVALID_OPTION`, `MODEL_UNKNOWN` and `MODEL_NOT_BATCHABLE` before anything is sent.
 * @throws {DatasetInvalidError} `DATASET_INVALID`, with the report, where records have errors for another model than they were built for.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where the run was begun for another target or other URIs, `DATASET_BUSY` where another
 *   process works on the run, `DATASET_WRITE` where its state cannot be saved.
 * @throws {S3Error} `S3_OBJECT_NOT_FOUND`, `S3_OBJECT_DIFFERS`, and what S3 refuses, before anything is asked for.
 * @throws {JobError} `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_VALIDATION`, `JOB_DIFFERS`, `JOB_NAME_TAKEN`, `JOB_NOT_FOUND`,
 *   `JOB_THROTTLED`, `JOB_REPLY_UNKNOWN` and `JOB_REQUEST`, and `JOB_QUOTA` where a full quota is not waited for; what was submitted
 *   by then stays submitted.
 *
 * @example Upload, submit, and submit again
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { submitJobs } from 'bedrock-batch/jobs';
 * import { uploadDataset } from 'bedrock-batch/upload';
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
 * const s3 = new S3Client(emulator.clientConfig);
 * await emulator.createBucket('bucket');
 * const upload = await uploadDataset(dataset, { s3, to: 's3://bucket/batch/' });
 *
 * await submitJobs(upload, { bedrock, roleArn });
 * const run = await submitJobs(upload, { bedrock, roleArn });
 *
 * console.assert(emulator.jobs().length === 1);
 * console.assert(run.state.jobs[0]?.attempts[0]?.jobArn === emulator.jobs()[0]?.jobArn);
 * await emulator.close();
 * ```
 */
export function submitJobs(upload: DatasetInS3, options: SubmitOptions): Promise<Run> {
  return submitOwned(upload, options, undefined);
}

/**
 * {@link submitJobs} for who may own the run already.
 *
 * @param owner What the run is owned by; undefined where it is to be owned as long as its jobs are submitted.
 */
export async function submitOwned(
  upload: DatasetInS3,
  options: SubmitOptions,
  owner: RunOwner | undefined,
): Promise<Run> {
  const concurrency = requireCount(
    'concurrency',
    options.concurrency ?? DEFAULT_CONCURRENCY,
    'at least one request has to be under way',
  );
  requireCount(
    'mostAttempts',
    options.mostAttempts ?? Number.MAX_SAFE_INTEGER,
    'each job is asked for once at least',
  );
  const slotDelays = pollDelays(options, SLOT_POLL);
  requireDeadline(options.deadline);
  return withBedrock(options, async (bedrock) => {
    const submission = await prepareSubmission(upload, options, bedrock);
    const { place } = submission;
    const own = owner ?? (await ownRun(upload.dataset, place.run));
    try {
      await requireInputs(upload, submission, options);
      const run = await beginRun(upload.dataset, place, own);
      const caller = { bedrock, signal: followerOf(options.signal) };
      await submitAll({ run, submission, caller, slotDelays }, options, concurrency);
      return run;
    } finally {
      if (owner === undefined) await own.release();
    }
  });
}

interface Task {
  readonly run: Run;
  readonly submission: Submission;
  readonly caller: Caller;
  readonly slotDelays: Backoff;
}

/** The first error ends the waits of the other jobs, but not their requests: each reply is worth having. */
async function submitAll(task: Task, options: SubmitOptions, concurrency: number): Promise<void> {
  const { caller } = task;
  const failure = new AbortController();
  const pause = followerOf(failure.signal, caller.signal);
  const done = new Set<string>();
  const context = submitting(task, options, pause, done);
  const limit = pLimit(concurrency);
  const submitOne = async (folder: string) => {
    if (pause.aborted) return;
    try {
      await submitJob(folder, context);
    } catch (error) {
      failure.abort(error);
    }
  };
  const { folders } = task.submission;
  await Promise.all(folders.map((folder) => limit(submitOne, folder)));
  caller.signal?.throwIfAborted();
  if (failure.signal.aborted) throw explained(failure.signal.reason, done.size, folders.length);
}

/** A signal that aborts with the others, and on which as many requests may wait as there are. */
function followerOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const follower = AbortSignal.any(signals.filter((signal) => signal !== undefined));
  setMaxListeners(0, follower);
  return follower;
}

/** @param done Folders of the jobs that are with Bedrock. */
function submitting(
  { run, submission, caller, slotDelays }: Task,
  options: SubmitOptions,
  pause: AbortSignal,
  done: Set<string>,
): Submitting {
  const waiting: Waiting = { sleep: options.sleep, random: options.random };
  const { estimate, deadline } = options;
  const measured = new MeasuredRun(run, { jobs: submission.folders, estimate }, false);
  return {
    run,
    submission,
    caller,
    target: submission.place.target,
    waiting,
    pause,
    slots: new SlotWaiter(run, { caller, waiting, deadline, measured }, slotDelays),
    waitsForSlots: options.waitForSlots ?? true,
    startedAt: Date.now(),
    lookupSeconds: options.lookupSeconds ?? LOOKUP_SECONDS,
    mostAttempts: options.mostAttempts ?? Number.MAX_SAFE_INTEGER,
    report: ({ folder, attempt, request }, step, details) => {
      if (step === 'submitted' || step === 'adopted' || step === 'kept') done.add(folder);
      else done.delete(folder);
      const { jobName } = request;
      const counts = { submitted: done.size, jobs: submission.folders.length };
      const measure = step === 'waiting' ? measured.lastOf(snapshotOf(run).jobs) : undefined;
      const told = { step, folder, attempt, jobName, ...details, ...counts };
      options.onProgress?.(measure === undefined ? told : { ...told, measure });
    },
  };
}

function explained(error: unknown, submitted: number, jobs: number): unknown {
  if (!(error instanceof JobError)) return error;
  const hint = error.code === 'JOB_QUOTA' ? SEND_THE_REST : undefined;
  return withState(error, `${submitted} of ${countOf(jobs, 'job')} of the run are submitted`, hint);
}

function requireCount(
  option: 'concurrency' | 'mostAttempts',
  count: number,
  least: string,
): number {
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidOptionError(`${option} is ${count}, and ${least}`, {
    option,
    expected: 'a whole number from 1',
    received: String(count),
  });
}
