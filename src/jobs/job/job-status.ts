import { countOf, formatCount } from '../../core/index.ts';
import {
  endedStatuses,
  type JobSeen,
  type JobStatus,
  type SeenStatus,
} from '../../dataset/index.ts';

const ENDED: ReadonlySet<string> = new Set(endedStatuses);

/**
 * Tells whether a job of this status has ended: its status will never change again.
 *
 * `Completed` does not say that every record succeeded.
 * Source: status list of GetModelInvocationJob; the ten statuses are `jobStatuses`.
 *
 * @param status Status as Bedrock gives it.
 * @returns True for `Completed`, `PartiallyCompleted`, `Failed`, `Stopped` and `Expired`; false also for a status that is younger
 *   than this version.
 *
 * @example Two that have ended and one that has not
 * ```ts
 * import { isEnded } from 'bedrock-batch/jobs';
 *
 * console.assert(isEnded('Completed') && isEnded('Expired') && !isEnded('Stopping'));
 * ```
 */
export function isEnded(status: SeenStatus): boolean {
  return ENDED.has(status);
}

const MAY_END_WITH_NOTHING: ReadonlySet<string> = new Set([
  'Failed',
  'Stopped',
  'Expired',
] satisfies readonly JobStatus[]);

/**
 * Tells whether a job ended before it processed anything, so that asking again pays for nothing twice.
 *
 * Only counts of 0 tell: a job that fails its validation keeps them, and one without counts may have processed records.
 * Source: GetModelInvocationJob; counts exist since 2026-04-01.
 */
export function endedWithNothing({ status, counts }: JobSeen): boolean {
  if (!MAY_END_WITH_NOTHING.has(status) || counts === undefined) return false;
  return counts.processed === 0 && counts.succeeded === 0 && counts.failed === 0;
}

/** Says why a job that did not come to its end is not submitted again by itself, and what is to do; undefined for any other. */
export function whyNotAgain(seen: JobSeen): string | undefined {
  const { status, counts } = seen;
  if (!MAY_END_WITH_NOTHING.has(status) || endedWithNothing(seen)) return undefined;
  const doubt =
    counts === undefined
      ? 'Bedrock gives no counts of it, so records may have been processed and billed'
      : `Bedrock counts ${formatCount(counts.processed)} of ${countOf(counts.total, 'record')} as processed`;
  return `The job is ${status} and is not submitted again: ${doubt}; bedrock-batch results --retry DIR builds the dataset of what has no answer`;
}
