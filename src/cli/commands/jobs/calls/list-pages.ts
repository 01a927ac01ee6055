import { isObject } from '../../../../core/index.ts';
import { samePage } from '../../../../jobs/index.ts';
import { UsageError } from '../../../session/usage-error.ts';

/** Flags that say how far a list is read. */
export interface PageFlags {
  readonly maxItems?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly startingToken?: string | undefined;
  /** False with `--no-paginate`. */
  readonly paginate?: boolean | undefined;
}

type Answer = Readonly<Record<string, unknown>>;

/** Where a list goes on: the page, and how many jobs of it were given already. */
interface Place {
  readonly nextToken: string | undefined;
  readonly given: number;
}

/** Tells whether one page is asked for, which is printed as it is. */
export function asksOnePage({ paginate }: PageFlags, request: Answer): boolean {
  return (
    paginate === false || request['maxResults'] !== undefined || request['nextToken'] !== undefined
  );
}

/**
 * Reads a list page by page, and gives it as one answer; `NextToken` says where it goes on where `--max-items` ended it.
 *
 * The token is that of the AWS CLI, so either goes on where the other ended. Memory: all jobs that are given.
 */
export async function listPages(
  request: Answer,
  { maxItems = Number.POSITIVE_INFINITY, pageSize, startingToken }: PageFlags,
  ask: (request: Answer) => Promise<Answer>,
): Promise<Answer> {
  const jobs: unknown[] = [];
  const seen = new Set<string>();
  let place = readToken(startingToken);
  for (;;) {
    const { nextToken, given } = place;
    const answer = await ask({ ...request, maxResults: pageSize, nextToken });
    const page = summariesOf(answer).slice(given);
    const taken = page.slice(0, maxItems - jobs.length);
    jobs.push(...taken);
    const next = textOf(answer['nextToken']);
    if (taken.length < page.length) {
      return listed(jobs, { nextToken, given: given + taken.length });
    }
    if (next === undefined) return listed(jobs);
    if (jobs.length >= maxItems) return listed(jobs, { nextToken: next, given: 0 });
    if (seen.has(next)) throw samePage();
    seen.add(next);
    place = { nextToken: next, given: 0 };
  }
}

function listed(invocationJobSummaries: readonly unknown[], place?: Place): Answer {
  if (place === undefined) return { invocationJobSummaries };
  const { nextToken = null, given } = place;
  const more = given === 0 ? {} : { boto_truncate_amount: given };
  const token = Buffer.from(JSON.stringify({ nextToken, ...more })).toString('base64');
  return { invocationJobSummaries, NextToken: token };
}

function readToken(token: string | undefined): Place {
  if (token === undefined) return { nextToken: undefined, given: 0 };
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    const { nextToken, boto_truncate_amount: given = 0 } = isObject(value) ? value : {};
    if (Number.isSafeInteger(given) && Number(given) >= 0)
      return { nextToken: textOf(nextToken), given: Number(given) };
  } catch {
    // refused below, as every other text that is none
  }
  throw new UsageError('--starting-token is no token of a list that --max-items ended', {
    hint: 'Copy NextToken of that answer, or give a nextToken of the API with --next-token',
  });
}

function summariesOf(answer: Answer): readonly unknown[] {
  const summaries = answer['invocationJobSummaries'];
  return Array.isArray(summaries) ? summaries : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
