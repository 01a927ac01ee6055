import type { Run } from '../dataset/index.ts';
import { needsRequest } from '../jobs/index.ts';

/**
 * Tells whether a run has a job that was never answered for, or that ended before it processed anything.
 *
 * Where it has none, its input is not needed in S3 any more than it is there.
 */
export function needsSubmission(run: Run): boolean {
  return run.state.jobs.some(needsRequest);
}
