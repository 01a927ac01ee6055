import type { BedrockClient, ListModelInvocationJobsCommandInput } from '@aws-sdk/client-bedrock';
import { checkConstraints, InvalidOptionError, quote } from '../../core/index.ts';
import type { JobStatus } from '../../dataset/index.ts';
import type { Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { makeBedrockClient } from '../bedrock/bedrock-client.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { jobPages } from '../bedrock/job-pages.ts';
import { readPatiently } from '../bedrock/retryable.ts';
import type { JobSummary } from '../job/job-details.ts';

/** Options of {@link listJobs}: the filters and the order of the API. */
export interface ListJobsOptions extends BedrockOptions, Waiting {
  /** Part of the job's name. */
  readonly nameContains?: string | undefined;
  readonly statusEquals?: JobStatus | undefined;
  /** Only jobs submitted after this time: a `Date` or ISO 8601. */
  readonly submitTimeAfter?: Date | string | undefined;
  /** Only jobs submitted before this time: a `Date` or ISO 8601. */
  readonly submitTimeBefore?: Date | string | undefined;
  /** Default: Bedrock's own; the API knows only this one. */
  readonly sortBy?: 'CreationTime' | undefined;
  readonly sortOrder?: 'Ascending' | 'Descending' | undefined;
  /** Jobs per request, 1 to 1,000. Default 100. */
  readonly pageSize?: number | undefined;
  /** Most jobs to give. Default: all. */
  readonly limit?: number | undefined;
}

const DEFAULT_PAGE_SIZE = 100;

/**
 * Lists the batch jobs of the account and region, page by page as they are asked for.
 *
 * Memory: one page.
 * Source: ListModelInvocationJobs.
 *
 * @param options Filters, order and bounds.
 * @yields Jobs in the order of the API.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a filter that Bedrock would refuse, at the first step.
 * @throws {JobError} `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_VALIDATION`, `JOB_THROTTLED` and `JOB_REQUEST`.
 *
 * @example The failed ones
 * ```ts
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { listJobs } from 'bedrock-batch/jobs';
 *
 * const emulator = await createEmulator();
 * const bedrock = new BedrockClient(emulator.clientConfig);
 *
 * const names: string[] = [];
 * for await (const job of listJobs({ bedrock, statusEquals: 'Failed' })) names.push(job.jobName);
 *
 * console.assert(names.length === 0);
 * await emulator.close();
 * ```
 */
export async function* listJobs(options: ListJobsOptions = {}): AsyncGenerator<JobSummary> {
  const input = listRequest(options);
  const bedrock = options.bedrock ?? (await makeBedrockClient(options));
  try {
    yield* atMost(listPages({ ...options, bedrock }, input), options.limit);
  } finally {
    if (options.bedrock === undefined) bedrock.destroy();
  }
}

async function* listPages(
  options: ListJobsOptions & { readonly bedrock: BedrockClient },
  input: ListModelInvocationJobsCommandInput,
): AsyncGenerator<JobSummary> {
  const caller: Caller = options;
  const pages = jobPages(caller, input, (send) => readPatiently(send, options));
  for await (const jobs of pages) {
    for (const job of jobs) yield { ...job, jobName: job.jobName ?? '' };
  }
}

async function* atMost(
  jobs: AsyncGenerator<JobSummary>,
  limit: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<JobSummary> {
  let left = limit;
  if (left <= 0) return;
  for await (const job of jobs) {
    yield job;
    left -= 1;
    if (left <= 0) return;
  }
}

/**
 * Makes the request of the options.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a filter that Bedrock would refuse.
 */
export function listRequest(options: ListJobsOptions): ListModelInvocationJobsCommandInput {
  const { nameContains, statusEquals, sortBy, sortOrder } = options;
  const pageSize = options.pageSize ?? DEFAULT_PAGE_SIZE;
  const input = {
    nameContains,
    statusEquals,
    sortBy,
    sortOrder,
    maxResults: Math.max(1, Math.min(pageSize, options.limit ?? pageSize)),
    submitTimeAfter: timeOf(options.submitTimeAfter, 'submitTimeAfter'),
    submitTimeBefore: timeOf(options.submitTimeBefore, 'submitTimeBefore'),
  };
  const checked = { ...input, maxResults: pageSize };
  const [finding] = checkConstraints('ListModelInvocationJobsRequest', checked);
  if (finding === undefined) return input;
  const { expected, received } = finding;
  const option = finding.path === 'maxResults' ? 'pageSize' : finding.path;
  throw new InvalidOptionError(`${option} is ${received}, and Bedrock takes ${expected}`, {
    option,
    expected,
    received,
  });
}

function timeOf(time: Date | string | undefined, option: string): Date | undefined {
  if (time === undefined || time instanceof Date) return time;
  const date = new Date(time);
  if (!Number.isNaN(date.getTime())) return date;
  throw new InvalidOptionError(`${option} is ${quote(time)}, which is not a point in time`, {
    option,
    expected: 'ISO 8601, such as 2026-11-20T16:00:00Z',
    received: quote(time),
  });
}
