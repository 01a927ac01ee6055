import { JobError, printable, quote } from '../../core/index.ts';
import type { DatasetJob, JobAttempt } from '../../dataset/index.ts';
import { type LeftOver, leftOver } from '../outcomes/job-end.ts';
import type { ReadOutcomesOptions } from './read-outcomes-options.ts';

/**
 * Tells what a record is that the job left without an output line; undefined where the job goes on and is read all the same.
 *
 * @throws {JobError} `JOB_STATE` where the job still runs and `partial` is not set.
 */
export function requireEnded(
  attempt: JobAttempt | undefined,
  { folder }: DatasetJob,
  { partial = false, forgotten = [] }: ReadOutcomesOptions,
): LeftOver | undefined {
  const left = leftOver(attempt);
  if (left !== undefined || partial) return left;
  if (attempt?.jobArn !== undefined && forgotten.includes(folder)) return { status: 'missing' };
  throw notEnded(attempt, folder);
}

function notEnded(attempt: JobAttempt | undefined, folder: string): JobError {
  const details = { operation: 'readOutcomes', jobArn: attempt?.jobArn };
  if (attempt?.jobArn === undefined) {
    const message = `It is not known whether the job of ${quote(folder)} exists: its request was sent, and no answer came`;
    const hint = 'Submit again: the same request is repeated, and no second job is made';
    return new JobError('JOB_STATE', message, { ...details, hint });
  }
  const status = printable(attempt.seen?.status ?? 'not known yet');
  const message = `The job of ${quote(folder)} has not ended: its status is ${status}`;
  const hint = 'Wait for it with bedrock-batch jobs wait, or read what is there with --partial';
  return new JobError('JOB_STATE', message, { ...details, hint });
}
