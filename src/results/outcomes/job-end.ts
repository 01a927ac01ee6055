import type { JobAttempt, JobStatus, RecordCounts } from '../../dataset/index.ts';
import type { RecordStatus, UnprocessedReason } from './outcome.ts';

/** What became of the records of a job that no output line speaks of. */
export interface LeftOver {
  readonly status: RecordStatus;
  readonly reason?: UnprocessedReason | undefined;
}

/**
 * Tells what a record is that a job left without an output line; undefined while that is open, also where a request for the
 * job went out and no answer is known: the job may run.
 *
 * Source: status texts of the API; a `Completed` job owes a line for every record, so one without is `missing`.
 */
export function leftOver(attempt: JobAttempt | undefined): LeftOver | undefined {
  if (attempt === undefined) return unprocessed('not-submitted');
  return attempt.jobArn === undefined || attempt.seen === undefined
    ? undefined
    : LEFT_OVER.get(attempt.seen.status);
}

/** Gives what Bedrock counted of a job that was seen to have ended: what it said before was on its way. */
export function countsAtEnd(attempt: JobAttempt | undefined): RecordCounts | undefined {
  return leftOver(attempt) === undefined ? undefined : attempt?.seen?.counts;
}

/** Gives what Bedrock counted of a job before it forgot it: there are no fewer. */
export function countsBefore(
  attempt: JobAttempt | undefined,
  isForgotten: boolean,
): RecordCounts | undefined {
  return isForgotten && leftOver(attempt) === undefined ? attempt?.seen?.counts : undefined;
}

const unprocessed = (reason: UnprocessedReason): LeftOver =>
  Object.freeze({ status: 'unprocessed', reason });

const LEFT_OVER: ReadonlyMap<string, LeftOver> = new Map<JobStatus, LeftOver>([
  ['Completed', Object.freeze({ status: 'missing' })],
  ['PartiallyCompleted', unprocessed('timed-out')],
  ['Failed', unprocessed('job-failed')],
  ['Stopped', unprocessed('stopped')],
  ['Expired', unprocessed('expired')],
]);
