import type { Run } from '../../dataset/index.ts';
import { lookOnce, needsRequest, snapshotOf } from '../../jobs/index.ts';
import { planBuilt } from '../built/plan-built.ts';
import { NOT_IN_S3, requireFolder, requireUris } from '../dataset-uri.ts';
import { nextRound } from './next-round.ts';
import { requireBatchPrices } from './retry-budget.ts';
import { attemptsOf, type RetryRunOptions } from './retry-options.ts';
import type { RetryPlan } from './retry-report.ts';

/**
 * Says what {@link retryRun} would do next; Bedrock is asked for nothing but what it says of jobs that were not seen to end.
 *
 * The dataset of the next round is built below the run, so that the retry after it finds it there. Memory: as `retryDataset`.
 *
 * @param run Run whose jobs have ended.
 * @param options As for {@link retryRun}.
 * @returns The next round, why its records are tried again, and the requests.
 * @throws {JobError} `JOB_STATE` where a job still runs.
 * @throws What `retryDataset` and `planSubmission` throw.
 */
export async function planRetry(run: Run, options: RetryRunOptions): Promise<RetryPlan> {
  requireFolder(run.dataset.folder, 'run', NOT_IN_S3);
  requireUris(run.dataset.folder, options);
  attemptsOf(options);
  requireBatchPrices(options);
  const again = run.state.jobs.filter(needsRequest).map(({ folder }) => folder);
  if (again.length > 0)
    return Object.freeze({ again, round: undefined, submission: undefined, left: undefined });
  const forgotten = snapshotOf(run).done ? [] : await lookOnce(run, options);
  const { round, left } = await nextRound(run, { ...options, forgotten });
  if (round === undefined) return Object.freeze({ again, round, submission: undefined, left });
  if (round.asked === 'on-demand')
    return Object.freeze({ again, round, submission: undefined, left: undefined });
  const { submission } = await planBuilt(round.dataset, { ...options, run: run.name });
  return Object.freeze({ again, round, submission, left: undefined });
}
