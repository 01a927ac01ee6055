import { Backoff, type Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { jobPages } from '../bedrock/job-pages.ts';
import { isRetryable } from '../bedrock/retryable.ts';

const DELAYS = { first: 1_000, most: 10_000 };

/** Options of {@link findByName}. */
export interface FindOptions extends Waiting {
  readonly pause: AbortSignal;
  /** How long to look, in seconds. */
  readonly seconds: number;
}

/**
 * Looks for a job by its exact name until it shows up in the list or the time is over.
 *
 * @returns Its ARN; undefined where the list does not show it.
 * @throws {JobError} where the last look had no answer, because then nobody knows whether the job exists.
 */
export async function findByName(
  caller: Caller,
  jobName: string,
  options: FindOptions,
): Promise<string | undefined> {
  const backoff = new Backoff(DELAYS, options);
  for (let left = options.seconds * 1000; ; ) {
    try {
      const jobArn = await lookByName(caller, jobName);
      if (jobArn !== undefined || left <= 0) return jobArn;
    } catch (error) {
      if (left <= 0 || !isRetryable(error)) throw error;
    }
    left -= await backoff.wait(options.pause);
  }
}

/** Looks once through the list for a job of this very name. */
export async function lookByName(caller: Caller, jobName: string): Promise<string | undefined> {
  const pages = jobPages(caller, { nameContains: jobName, maxResults: 100 });
  for await (const jobs of pages) {
    const found = jobs.find((job) => job.jobName === jobName && job.jobArn !== '');
    if (found !== undefined) return found.jobArn;
  }
  return undefined;
}
