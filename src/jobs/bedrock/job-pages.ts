import type { ListModelInvocationJobsCommandInput } from '@aws-sdk/client-bedrock';
import { JobError } from '../../core/index.ts';
import type { JobDetails } from '../job/job-details.ts';
import { type Caller, fetchPage, type JobPage } from './bedrock-calls.ts';

const OPERATION = 'ListModelInvocationJobs';

/**
 * Gets the list of jobs page by page, as they are asked for. Memory: one page, and the tokens of those before.
 *
 * @param ask Asks for one page; may try more than once.
 * @throws {JobError} `JOB_REQUEST` where a page names one before it as the next: the list would never end.
 */
export async function* jobPages(
  caller: Caller,
  input: ListModelInvocationJobsCommandInput,
  ask: (send: () => Promise<JobPage>) => Promise<JobPage> = (send) => send(),
): AsyncGenerator<readonly JobDetails[], void, undefined> {
  const tokens = new Set<string>();
  for (let nextToken: string | undefined; ; ) {
    const from = nextToken;
    const page = await ask(() => fetchPage(caller, { ...input, nextToken: from }));
    yield page.jobs;
    nextToken = page.nextToken;
    if (nextToken === undefined) return;
    if (tokens.has(nextToken)) throw samePage();
    tokens.add(nextToken);
  }
}

/** The error of a list whose pages begin again. */
export function samePage(): JobError {
  const message = `${OPERATION} gives the same page again, so its list has no end`;
  return new JobError('JOB_REQUEST', message, {
    operation: OPERATION,
    isRetryable: true,
    hint: 'Repeat the command; check the endpoint or proxy if that does not help',
  });
}
