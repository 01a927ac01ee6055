import type { JobDetails } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';
import { type GetJobOptions, getJob } from '../lookup/get-job.ts';
import { type PollOptions, poll, pollDelays } from './poll.ts';

/** Looks at a job of any run, or of none, until it has ended; yields what each look saw. */
export async function* watchJob(
  job: string,
  options: GetJobOptions & PollOptions,
): AsyncGenerator<JobDetails, void, undefined> {
  yield* poll(() => getJob(job, options), {
    isDone: ({ status }) => isEnded(status),
    delays: pollDelays(options),
    signal: options.signal,
  });
}
