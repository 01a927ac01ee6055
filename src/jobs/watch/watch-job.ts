import type { DatedJob } from '../bedrock/bedrock-calls.ts';
import { withBedrock } from '../bedrock/bedrock-client.ts';
import type { JobDetails } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';
import { type GetJobOptions, getDatedJob } from '../lookup/get-job.ts';
import { stop } from '../stop/ask-to-stop.ts';
import { type Deadline, isOverdue, requireDeadline } from '../stop/deadline.ts';
import type { Unanswered } from './look-patience.ts';
import { type PollOptions, poll, pollDelays } from './poll.ts';

/** Options of {@link watchJob}. */
export interface WatchJobOptions extends GetJobOptions, PollOptions {
  /** Told of each look that got no answer, once one had one. */
  readonly onUnanswered?: ((unanswered: Unanswered) => void) | undefined;
  /** Stops the job where Bedrock has not begun it after so long. Default: none. */
  readonly deadline?: Deadline | undefined;
  /** Told once the job is asked to stop for that. */
  readonly onOverdue?: (() => void) | undefined;
}

/**
 * Looks at a job of any run, or of none, until it has ended; yields what each look saw.
 *
 * The first look has to be answered within half a minute: what is wrong then may be wrong with the call.
 */
export async function* watchJob(
  job: string,
  options: WatchJobOptions,
): AsyncGenerator<JobDetails, void, undefined> {
  const deadline = requireDeadline(options.deadline);
  const delays = pollDelays(options);
  let first: DatedJob | undefined = await getDatedJob(job, options);
  const look = async (): Promise<JobDetails> => {
    const dated = first ?? (await getDatedJob(job, options));
    first = undefined;
    if (deadline === undefined || !isOverdue(dated, deadline)) return dated.job;
    const stopped = await stopNow(dated.job, options);
    options.onOverdue?.();
    return stopped;
  };
  yield* poll(look, {
    isDone: ({ status }) => isEnded(status),
    delays,
    signal: options.signal,
    onUnanswered: (unanswered) => {
      options.onUnanswered?.(unanswered);
      return undefined;
    },
  });
}

async function stopNow({ jobArn }: JobDetails, options: WatchJobOptions): Promise<JobDetails> {
  return withBedrock(options, async (bedrock) => {
    const { job } = await stop({ bedrock, signal: options.signal }, jobArn, options);
    return job;
  });
}
