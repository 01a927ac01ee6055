import { countOf, DatasetInvalidError, isBedrockBatchError } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import { withSecondLook } from '../../jobs/index.ts';
import { RetryCauses, type RetryOptions } from '../../results/index.ts';
import { attemptsOf, type RetryRunOptions } from './retry-options.ts';
import type { BegunRound, LeftRecords } from './retry-report.ts';
import { buildAskedRound, buildRound } from './round-dataset.ts';
import { roundsOf } from './rounds-of.ts';

/** Options of a retry, and what is known of the jobs of its run: which ones Bedrock has forgotten. */
export type RoundOptions = RetryRunOptions &
  Pick<RetryOptions, 'forgotten'> & {
    /** Where a round is built that is only planned. Default: its own folder. */
    readonly out?: string | undefined;
  };

/** What is to be done next: a round, or nothing more, and then what is left. */
export type NextRound =
  | { readonly round: BegunRound; readonly left?: undefined }
  | { readonly round?: undefined; readonly left: LeftRecords | undefined };

/**
 * Gives the round that is to be gone on with, or builds the next one of all records that are worth trying again.
 *
 * A round of which nothing was asked for yet is built anew, since what is asked for may be something else now.
 *
 * @throws {DatasetInvalidError} `DATASET_INVALID` where the records are fewer than a job needs, and nothing says what to do then.
 * @throws What `retryDataset` throws.
 */
export async function nextRound(run: Run, options: RoundOptions): Promise<NextRound> {
  const { open, next } = await roundsOf(run);
  if (open !== undefined) return { round: { ...open, causes: [] } };
  return withSecondLook(run, options, () => build(run, next, options));
}

async function build(run: Run, round: number, options: RoundOptions): Promise<NextRound> {
  const { belowMinimum = 'error' } = options;
  const causes = new RetryCauses();
  try {
    const dataset = await buildRound(run, round, {
      ...options,
      maxAttempts: attemptsOf(options),
      belowMinimum: belowMinimum === 'pad' ? 'pad' : 'error',
      onCauses: (ofJob) => causes.addAll(ofJob),
    });
    if (dataset !== undefined) return { round: { round, dataset, causes: causes.all } };
    return { left: leftOver(causes) };
  } catch (error) {
    const tooFew = tooFewOf(error);
    if (tooFew === undefined) throw error;
    const left: LeftRecords = { ...tooFew, why: 'minimum', causes: causes.all };
    if (belowMinimum === 'next') return { left };
    if (belowMinimum === 'on-demand') return buildAsked(run, round, options);
    throw tooFewRecords(left, tooFew, error as DatasetInvalidError);
  }
}

/** Builds a round of records that are too few for a job. */
async function buildAsked(run: Run, round: number, options: RoundOptions): Promise<NextRound> {
  const causes = new RetryCauses();
  const dataset = await buildAskedRound(run, round, {
    ...options,
    maxAttempts: attemptsOf(options),
    onCauses: (ofJob) => causes.addAll(ofJob),
  });
  if (dataset === undefined) return { left: undefined };
  return { round: { round, dataset, causes: causes.all, asked: 'on-demand' } };
}

function leftOver(causes: RetryCauses): LeftRecords | undefined {
  const records = causes.all.reduce((sum, { exhausted }) => sum + exhausted, 0);
  return records === 0 ? undefined : { records, why: 'attempts', causes: causes.all };
}

/** How many records there are, and how many a job needs. */
interface TooFew {
  readonly records: number;
  readonly minimum: number;
}

function tooFewOf(error: unknown): TooFew | undefined {
  if (!(isBedrockBatchError(error) && error instanceof DatasetInvalidError)) return undefined;
  const { counts, diagnostics } = error.report;
  const errors = counts.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => code !== 'QUOTA_RECORDS_PER_JOB_MIN')) return undefined;
  const found = diagnostics.find(({ code }) => code === 'QUOTA_RECORDS_PER_JOB_MIN');
  const { actual, limit } = (found?.args ?? {}) as { actual?: number; limit?: number };
  return actual === undefined || limit === undefined
    ? undefined
    : { records: actual, minimum: limit };
}

function tooFewRecords(
  left: LeftRecords,
  { minimum }: TooFew,
  cause: DatasetInvalidError,
): DatasetInvalidError {
  const { records } = left;
  const message = `${countOf(records, 'record')} ${records === 1 ? 'is' : 'are'} worth trying again, and a job needs ${countOf(minimum, 'record')} (min-records-per-job); nothing was submitted`;
  return new DatasetInvalidError(message, {
    report: cause.report,
    hint: [
      `Pay for ${countOf(minimum - records, 'record')} of padding with --below-minimum pad`,
      'or leave them to a later retry with --below-minimum next',
      'or ask them at once, at the price on demand, with --below-minimum on-demand',
      'or give the quota of your account with --quota min-records-per-job=N',
    ].join(',\n'),
  });
}
