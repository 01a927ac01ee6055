import { setTimeout } from 'node:timers/promises';
import { type GetJobOptions, getJob, isEnded, type JobDetails } from '../../../jobs/index.ts';

const FIRST_MILLISECONDS = 10_000;
const MOST_MILLISECONDS = 60_000;
const FACTOR = 1.5;

/** Looks at a job again and again until it has ended; yields what each look saw. */
export async function* watchJob(
  job: string,
  options: GetJobOptions,
): AsyncGenerator<JobDetails, void, undefined> {
  let wait = FIRST_MILLISECONDS;
  for (;;) {
    const seen = await getJob(job, options);
    yield seen;
    if (isEnded(seen.status)) return;
    await pause(wait, options.signal);
    wait = Math.min(wait * FACTOR, MOST_MILLISECONDS);
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
