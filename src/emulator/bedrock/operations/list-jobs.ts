import { isObject } from '../../../core/index.ts';
import type { EmulatedJob } from '../jobs/job.ts';
import { invalid } from '../wire/refusals.ts';

/** The query of ListModelInvocationJobs. */
export interface JobListRequest {
  readonly submitTimeAfter?: Date | undefined;
  readonly submitTimeBefore?: Date | undefined;
  readonly statusEquals?: string | undefined;
  readonly nameContains?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
  readonly sortOrder?: 'Ascending' | 'Descending' | undefined;
}

/** One page of jobs. */
export interface JobPage {
  readonly jobs: readonly EmulatedJob[];
  /** Where the next page begins; undefined on the last one. */
  readonly nextToken?: string | undefined;
}

const DEFAULT_PAGE = 100;

/**
 * Lists the jobs that pass all filters, by their time of creation: the youngest first unless asked otherwise.
 *
 * A page goes on behind the last job of the one before, so jobs created in between neither repeat nor hide others.
 *
 * @throws {WireError} 400 `ValidationException` where the token is none of ours.
 */
export function listJobs(jobs: readonly EmulatedJob[], request: JobListRequest): JobPage {
  const ascending = request.sortOrder === 'Ascending';
  const last = lastOrdinal(request.nextToken);
  const open = jobs.filter((job) => passes(job, request) && isBehind(job.ordinal, last, ascending));
  if (!ascending) open.reverse();
  const page = open.slice(0, request.maxResults ?? DEFAULT_PAGE);
  const lastShown = page.at(-1);
  if (lastShown === undefined || page.length === open.length) return { jobs: page };
  return { jobs: page, nextToken: tokenAfter(lastShown.ordinal) };
}

function passes(job: EmulatedJob, request: JobListRequest): boolean {
  const { submitTimeAfter, submitTimeBefore, statusEquals, nameContains } = request;
  if (statusEquals !== undefined && job.status !== statusEquals) return false;
  if (nameContains !== undefined && !job.request.jobName.includes(nameContains)) return false;
  if (submitTimeAfter !== undefined && job.submitTime <= submitTimeAfter.getTime()) return false;
  return submitTimeBefore === undefined || job.submitTime < submitTimeBefore.getTime();
}

function isBehind(ordinal: number, last: number | undefined, ascending: boolean): boolean {
  if (last === undefined) return true;
  return ascending ? ordinal > last : ordinal < last;
}

function tokenAfter(ordinal: number): string {
  return Buffer.from(JSON.stringify({ after: ordinal })).toString('base64url');
}

function lastOrdinal(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const after = readToken(token);
  if (after === undefined) throw invalid('[emulator] The nextToken was not made by this emulator');
  return after;
}

function readToken(token: string): number | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    const after = isObject(content) ? content['after'] : undefined;
    return typeof after === 'number' ? after : undefined;
  } catch {
    return undefined;
  }
}
