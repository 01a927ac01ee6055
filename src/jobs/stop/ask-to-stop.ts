import { JobError } from '../../core/index.ts';
import type { SeenStatus } from '../../dataset/index.ts';
import type { Waiting } from '../bedrock/backoff.ts';
import { type Caller, fetchJob, requestStop } from '../bedrock/bedrock-calls.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { readPatiently } from '../bedrock/retryable.ts';
import type { JobDetails } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';

/** Options of `stopJob` and `stopRun`. */
export interface StopOptions extends BedrockOptions, Waiting {}

/** What became of the wish to stop a job. */
export interface StoppedJob {
  readonly jobArn: string;
  /** `asked`: Bedrock was asked to stop it. `stopping`: it was asked before. `ended`: it had ended by itself. */
  readonly outcome: 'asked' | 'stopping' | 'ended';
  /** Status afterwards. */
  readonly status: SeenStatus;
}

/** How asking ended, and the job as it was seen last. */
export interface Stop {
  readonly outcome: StoppedJob['outcome'];
  readonly job: JobDetails;
}

/** Asks Bedrock to stop a job, where that is not done or over. */
export async function stop(caller: Caller, jobArn: string, options: StopOptions): Promise<Stop> {
  const look = () => readPatiently(() => fetchJob(caller, jobArn), options);
  const before = await look();
  const there = outcomeWithoutAsking(before.status);
  if (there !== undefined) return { outcome: there, job: before };
  try {
    await readPatiently(() => requestStop(caller, jobArn), options);
    return { outcome: 'asked', job: await look() };
  } catch (error) {
    if (
      !(error instanceof JobError) ||
      (error.code !== 'JOB_STATE' && error.code !== 'JOB_VALIDATION')
    )
      throw error;
    const job = await look();
    const outcome = outcomeWithoutAsking(job.status);
    if (outcome === undefined) throw error;
    return { outcome, job };
  }
}

function outcomeWithoutAsking(status: SeenStatus): 'stopping' | 'ended' | undefined {
  if (isEnded(status)) return 'ended';
  return status === 'Stopping' ? 'stopping' : undefined;
}

/** What a user is told of it. */
export function told(outcome: StoppedJob['outcome'], { jobArn, status }: JobDetails): StoppedJob {
  return Object.freeze({ jobArn, outcome, status });
}
