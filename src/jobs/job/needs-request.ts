import type { JobAttempt, RunJob } from '../../dataset/index.ts';
import { endedWithNothing } from './job-status.ts';

/** Tells whether a job of a run was never answered for, or is to be asked for again: a request will be sent. */
export function needsRequest({ attempts }: RunJob): boolean {
  const last = attempts.at(-1);
  return last?.jobArn === undefined || isForNothing(last);
}

/** Tells the same of a job that is asked for so often at most. */
export function mayBeRequested(job: RunJob, mostAttempts: number): boolean {
  const last = job.attempts.at(-1);
  return needsRequest(job) && (last?.jobArn === undefined || last.attempt < mostAttempts);
}

/** Tells whether an attempt ended before it processed anything, so that another one is made of its records; those that are asked on demand have none. */
export function isForNothing({ seen, stopAsked }: Pick<JobAttempt, 'seen' | 'stopAsked'>): boolean {
  return seen !== undefined && endedWithNothing(seen) && stopAsked !== 'on-demand';
}
