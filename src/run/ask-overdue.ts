import { countOf } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import { withSecondLook } from '../jobs/index.ts';
import type { RetryOptions } from '../results/index.ts';
import { askRound } from './on-demand/ask-round.ts';
import { buildAskedRound } from './retry/round-dataset.ts';
import { roundsOf } from './retry/rounds-of.ts';
import type { RunBuiltOptions } from './run-options.ts';
import type { StageClock, Tell } from './stage-clock.ts';

/** A run whose jobs have ended, and what is needed to ask its records. */
export interface OverdueRun {
  readonly run: Run;
  readonly options: RunBuiltOptions & { readonly forgotten: readonly string[] };
  readonly clock: StageClock;
}

/**
 * Asks the records on demand that jobs left which were stopped for that: those without an answer, of the run and of all that was tried again. Where a round
 * of retries is under way nothing is asked, for these records may be in it.
 *
 * @throws What {@link askRound} and `retryDataset` throw.
 */
export async function askOverdue({ run, options, clock }: OverdueRun): Promise<void> {
  if (options.deadline?.then !== 'on-demand') return;
  const unansweredOf = run.state.jobs
    .filter(({ attempts }) => attempts.at(-1)?.stopAsked === 'on-demand')
    .map(({ folder }) => folder);
  const { open, next } = await roundsOf(run);
  if (unansweredOf.length === 0 || open !== undefined) return;
  await clock.time('ask', async (tell: Tell) => {
    const build = () => buildAskedRound(run, next, { ...readingOf(options), unansweredOf });
    const dataset = await withSecondLook(run, options, build);
    if (dataset === undefined) return;
    tell({ detail: `${countOf(dataset.manifest.records, 'record')} at the price on demand` });
    await askRound(run, { round: next, dataset, options, tell });
  });
}

/** What rows a run was built of is no matter of its records. */
function readingOf(options: OverdueRun['options']): Omit<RetryOptions, 'out'> {
  const { s3, profile, endpoint, expectedBucketOwner, signal } = options;
  const { forgotten, acceptMissing, severities } = options;
  return {
    s3,
    profile,
    endpoint,
    expectedBucketOwner,
    signal,
    forgotten,
    acceptMissing,
    severities,
  };
}
