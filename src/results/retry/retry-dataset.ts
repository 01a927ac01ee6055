import {
  type BuiltDataset,
  buildFromRecords,
  type CommonBuildOptions,
} from '../../builders/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { ReadOutcomesOptions } from '../reading/read-outcomes-options.ts';
import type { RetryCause } from './retry-causes.ts';
import { type RetryReason, requireRetryReasons } from './retry-reason.ts';
import { retryRecords } from './retry-records.ts';

/** Options of {@link retryDataset}. */
export interface RetryOptions
  extends Pick<
      ReadOutcomesOptions,
      | 's3'
      | 'profile'
      | 'endpoint'
      | 'expectedBucketOwner'
      | 'signal'
      | 'forgotten'
      | 'onNote'
      | 'answer'
    >,
    Pick<CommonBuildOptions, 'out' | 'belowMinimum' | 'quotas' | 'replace' | 'severities'> {
  /** Whether records are tried again although Bedrock counted an answer for them that was not read. Default false. */
  readonly acceptMissing?: boolean | undefined;
  /** What else records are tried again for, such as `length`. Default: nothing. */
  readonly retryOn?: readonly RetryReason[] | undefined;
  /** How often a record may have been asked in all: those that were are left out. Default: no limit. */
  readonly maxAttempts?: number | undefined;
  /** Folders of jobs of which all records without an answer are taken, and of the others none. Default: what is worth it of all jobs. */
  readonly unansweredOf?: readonly string[] | undefined;
  /** Begins the names of prefixes and jobs. Default: that of the dataset, and `-retry`. */
  readonly name?: string | undefined;
  /** Told for each job why records of it are worth trying again, those that were asked too often included. */
  readonly onCauses?: ((causes: readonly RetryCause[]) => void) | undefined;
}

/**
 * Builds the next dataset from the records of a run that are worth trying again: unprocessed and missing ones, and failures
 * that the service calls passing (408, 424, 429, 5xx, an output of null or `{}`). Refused records (400) are left out: they
 * would be refused again; so are rows that the build rejected. Of a record that was tried again its best outcome counts. Answers that were cut off, filtered or refused are tried again where `retryOn` says so, and
 * with `answer` those that are not what was asked for.
 *
 * The records keep their bytes and ids, and so their bound on tokens, in the order of the dataset. Each is asked once, as before: rows that
 * share its answer share the new one too. Memory: as {@link readOutcomes} and the builder.
 *
 * @param run Run whose jobs have ended.
 * @param options Where the dataset goes; `belowMinimum: 'pad'` fills it up to the minimum.
 * @returns The dataset; undefined where nothing is worth trying again, and then nothing is written.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where too few records are left for a job.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where the outputs are not those that Bedrock counted and `acceptMissing` is not
 *   set: records that were answered would be paid for again.
 * @throws {InvalidOptionError} `INVALID_OPTION` where `retryOn` has another word.
 * @throws {DatasetError} as `buildDataset`, and what {@link readOutcomes} throws.
 */
export async function retryDataset(
  run: Run,
  options: RetryOptions,
): Promise<BuiltDataset | undefined> {
  requireRetryReasons(options.retryOn ?? []);
  const { manifest } = run.dataset;
  const records = retryRecords(run, options);
  const first = await records.next();
  if (first.done === true) return undefined;
  return buildFromRecords(chain(first.value, records), {
    ...options,
    model: manifest.model,
    baseModel: manifest.baseModel,
    invocationType: manifest.invocationType,
    allowUnchecked: true,
    dedupe: manifest.repeats !== undefined,
    name: options.name ?? `${manifest.name}-retry`,
    quotas: { ...manifest.quotas, ...options.quotas },
    // its records may go to another model, and submitting refuses one that is gone
    severities: { MODEL_ENDED: 'warning', ...options.severities },
  });
}

async function* chain<Value>(first: Value, rest: AsyncIterable<Value>): AsyncGenerator<Value> {
  yield first;
  yield* rest;
}
