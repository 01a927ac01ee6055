import { countOf, JobError } from '../../core/index.ts';
import type { JobAttempt, Run } from '../../dataset/index.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { withState } from '../bedrock/job-errors.ts';
import { readPatiently } from '../bedrock/retryable.ts';
import { withRunClient } from '../bedrock/run-client.ts';
import type { JobDetails } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';
import { findUnknown, unknownAttempts } from '../refresh/find-unknown.ts';
import { saveSeen } from '../refresh/refresh-job.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import { type StopOptions, type StoppedJob, stop, told } from './ask-to-stop.ts';

/**
 * Stops all jobs of a run that have not ended, and keeps what is seen in `run.json`.
 *
 * All are asked to stop before anything is kept. A job whose request got no answer is looked for by its name.
 *
 * @param run The run.
 * @param options Client; default: one for the region and endpoint of the run.
 * @returns One entry per job that is with Bedrock, in the order of the manifest.
 * @throws {JobError} as `stopJob`; the jobs before it are stopped, and calling again stops the rest. `JOB_STATE` also where
 *   a job may or may not exist, `JOB_DIFFERS` where another one has its name; all others are stopped then.
 *
 * @example Stop a run
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { stopRun, submitJobs } from 'bedrock-batch/jobs';
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
 * const stopped = await stopRun(run, { bedrock });
 *
 * console.assert(stopped.length === dataset.manifest.jobs.length);
 * await emulator.close();
 * ```
 */
export async function stopRun(run: Run, options: StopOptions = {}): Promise<readonly StoppedJob[]> {
  return withRunClient(run, options, async (bedrock) => {
    const caller = { bedrock, signal: options.signal };
    const stops: RunStop[] = [];
    for (const { folder } of run.state.jobs) {
      const stopped = await stopKnown(run.lastAttempt(folder), caller, options);
      if (stopped !== undefined) stops.push({ folder, ...stopped });
    }
    const failures: unknown[] = [];
    for (const attempt of unknownAttempts(run)) {
      try {
        stops.push(await stopUnknown(attempt, caller, options));
      } catch (error) {
        failures.push(error);
      }
    }
    for (const stopped of stops) await keep(run, stopped);
    if (failures.length > 0) throw explained(failures[0], stops.length);
    return inOrder(run, stops);
  });
}

/** What became of a job of a run. */
interface RunStop {
  readonly folder: string;
  readonly told: StoppedJob;
  /** Absent where Bedrock was not asked. */
  readonly job?: JobDetails | undefined;
  /** Present where the job was found by its name. */
  readonly attempt?: RequestedJob | undefined;
}

async function stopKnown(
  last: JobAttempt | undefined,
  caller: Caller,
  options: StopOptions,
): Promise<Omit<RunStop, 'folder'> | undefined> {
  const { jobArn, seen } = last ?? {};
  if (jobArn === undefined) return undefined;
  if (seen !== undefined && isEnded(seen.status)) {
    return { told: { jobArn, outcome: 'ended', status: seen.status } };
  }
  const { outcome, job } = await stop(caller, jobArn, options);
  return { job, told: told(outcome, job) };
}

async function stopUnknown(
  attempt: RequestedJob,
  caller: Caller,
  options: StopOptions,
): Promise<RunStop> {
  const { jobArn } = await readPatiently(() => findUnknown(attempt, caller), options);
  const { outcome, job } = await stop(caller, jobArn, options);
  return { folder: attempt.folder, attempt, job, told: told(outcome, job) };
}

async function keep(run: Run, { folder, attempt, job }: RunStop): Promise<void> {
  if (job === undefined) return;
  if (attempt !== undefined) await run.keepJob(attempt, job.jobArn);
  await saveSeen(run, folder, job);
}

function inOrder(run: Run, stops: readonly RunStop[]): readonly StoppedJob[] {
  return run.state.jobs.flatMap((job) =>
    stops.filter(({ folder }) => folder === job.folder).map((one) => one.told),
  );
}

function explained(error: unknown, others: number): unknown {
  if (!(error instanceof JobError)) return error;
  return withState(error, `${countOf(others, 'other job')} of the run ended or will stop`);
}
