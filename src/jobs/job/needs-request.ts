import type { RunJob } from '../../dataset/index.ts';
import { endedWithNothing } from './job-status.ts';

/** Tells whether a job of a run was never answered for, or ended before it processed anything: a request will be sent. */
export function needsRequest({ attempts }: RunJob): boolean {
  const last = attempts.at(-1);
  return last?.jobArn === undefined || (last.seen !== undefined && endedWithNothing(last.seen));
}
