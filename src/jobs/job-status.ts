import type { JobSeen, JobStatus } from '../dataset/index.ts';

const ENDED: ReadonlySet<JobStatus> = new Set([
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Stopped',
  'Expired',
] satisfies readonly JobStatus[]);

/**
 * Tells whether a job of this status has ended: its status will never change again.
 *
 * `Completed` does not say that every record succeeded.
 * Source: status list of GetModelInvocationJob; the ten statuses are `jobStatuses`.
 *
 * @param status Status as Bedrock gives it.
 * @returns True for `Completed`, `PartiallyCompleted`, `Failed`, `Stopped` and `Expired`.
 *
 * @example Two that have ended and one that has not
 * ```ts
 * import { isEnded } from 'bedrock-batch/jobs';
 *
 * console.assert(isEnded('Completed') && isEnded('Expired') && !isEnded('Stopping'));
 * ```
 */
export function isEnded(status: JobStatus): boolean {
  return ENDED.has(status);
}

/**
 * Tells whether a job ended before it processed anything, so that asking again pays for nothing twice.
 *
 * A job that fails its validation keeps counts of 0 and an expired one never began. Of a stopped job only its counts can
 * tell, so one without counts is taken as having processed something.
 */
export function endedWithNothing({ status, counts }: JobSeen): boolean {
  if (status === 'Failed' || status === 'Expired') return (counts?.processed ?? 0) === 0;
  return status === 'Stopped' && counts?.processed === 0;
}
