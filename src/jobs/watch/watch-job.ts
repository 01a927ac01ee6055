import type { JobDetails } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';
import { type GetJobOptions, getJob } from '../lookup/get-job.ts';
import type { Unanswered } from './look-patience.ts';
import { type PollOptions, poll, pollDelays } from './poll.ts';

/** Options of {@link watchJob}. */
export interface WatchJobOptions extends GetJobOptions, PollOptions {
  /** Told of each look that got no answer, once one had one. */
  readonly onUnanswered?: ((unanswered: Unanswered) => void) | undefined;
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
  const delays = pollDelays(options);
  let first: JobDetails | undefined = await getJob(job, options);
  const look = async (): Promise<JobDetails> => {
    const seen = first ?? (await getJob(job, options));
    first = undefined;
    return seen;
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
