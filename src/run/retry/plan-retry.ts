import { type Run, roundFolder } from '../../dataset/index.ts';
import { withWorkFolder } from '../../io/index.ts';
import { lookOnce, needsRequest, planSubmission, snapshotOf } from '../../jobs/index.ts';
import { planBuilt } from '../built/plan-built.ts';
import { requireUris } from '../dataset-uri.ts';
import { nextRound, type RoundOptions } from './next-round.ts';
import { requireBatchPrices } from './retry-budget.ts';
import { attemptsOf, type RetryRunOptions } from './retry-options.ts';
import type { RetryPlan } from './retry-report.ts';
import { roundOutputUri } from './round-dataset.ts';

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
  requireUris(run.dataset.folder, options);
  attemptsOf(options);
  requireBatchPrices(options);
  const again = run.state.jobs.filter(needsRequest).map(({ folder }) => folder);
  if (again.length > 0)
    return Object.freeze({ again, round: undefined, submission: undefined, left: undefined });
  const forgotten = snapshotOf(run).done ? [] : await lookOnce(run, options);
  const known = { ...options, forgotten };
  if (run.dataset.home.folder !== undefined) return planOf(run, again, known);
  return withWorkFolder((out) => planOf(run, again, { ...known, out }));
}

async function planOf(
  run: Run,
  again: readonly string[],
  options: RoundOptions,
): Promise<RetryPlan> {
  const { round, left } = await nextRound(run, options);
  const nothing = { again, round, submission: undefined };
  if (round === undefined) return Object.freeze({ ...nothing, round, left });
  if (round.asked === 'on-demand') return Object.freeze({ ...nothing, round, left: undefined });
  const outputUri = roundOutputUri(run, round.round, options.outputUri);
  const asking = { ...options, outputUri, run: run.name };
  const { home } = run.dataset;
  if (home.folder !== undefined || round.dataset.home.folder === undefined) {
    const { submission } = await planBuilt(round.dataset, asking);
    return Object.freeze({ again, round, submission, left: undefined });
  }
  const uri = home.below(roundFolder(run.name, round.round)).address;
  const submission = await planSubmission({ dataset: round.dataset, uri }, asking);
  return Object.freeze({ again, round, submission, left: undefined });
}
