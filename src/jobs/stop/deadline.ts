import { LONGEST_TIMEOUT_HOURS, requireOption } from '../../core/index.ts';
import type { JobStatus } from '../../dataset/index.ts';
import type { DatedJob } from '../bedrock/bedrock-calls.ts';

/** How long a job may wait for Bedrock to begin it, and what happens then. */
export interface Deadline {
  /** Seconds since the job was submitted, by Bedrock's own clock; a week at most. */
  readonly afterSeconds: number;
  /**
   * `stop`: Bedrock is asked to stop the job; its records are `unprocessed` with the reason `stopped`, and submitting again makes another job
   * of them. `on-demand`: the same, but no other job is made, for `runDataset` and `runBuilt` ask the records on demand; who watches or submits by other
   * means has to ask them, such as by `retryRun`.
   */
  readonly then: 'stop' | 'on-demand';
}

/** Bedrock ends a job itself by then. */
const LONGEST = LONGEST_TIMEOUT_HOURS * 3600;

/**
 * Checks a deadline.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for one that cannot be.
 */
export function requireDeadline(deadline: Deadline | undefined): Deadline | undefined {
  if (deadline === undefined) return undefined;
  const { afterSeconds, then } = deadline;
  requireOption(Number.isFinite(afterSeconds) && afterSeconds > 0 && afterSeconds <= LONGEST, {
    option: 'deadline.afterSeconds',
    value: afterSeconds,
    expected: `a number above 0, at most ${LONGEST}`,
  });
  requireOption(then === 'stop' || then === 'on-demand', {
    option: 'deadline.then',
    value: then,
    expected: '"stop" or "on-demand"',
  });
  return deadline;
}

/** Statuses of a job that Bedrock has not begun to process. Source: status texts of GetModelInvocationJob. */
const NOT_BEGUN: ReadonlySet<string> = new Set([
  'Submitted',
  'Validating',
  'Scheduled',
] satisfies readonly JobStatus[]);

/**
 * Tells whether a job had not begun at its deadline, by one reply of Bedrock.
 *
 * The time of the submission and that of the reply are both Bedrock's, so no clock of this machine is compared: it may be set, or
 * sleep. Only a reply without a date is taken for one of this moment. A job of which Bedrock gives no time of submission has no age.
 */
export function isOverdue({ job, repliedAt }: DatedJob, { afterSeconds }: Deadline): boolean {
  if (job.submitTime === undefined || !NOT_BEGUN.has(job.status)) return false;
  const age = (repliedAt ?? Date.now()) - Date.parse(job.submitTime);
  return age >= afterSeconds * 1000;
}
