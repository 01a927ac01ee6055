import {
  type BuildProgress,
  type BuiltDataset,
  buildDataset,
  buildForCanary,
  openedSource,
  type RowsFrom,
} from '../builders/index.ts';
import type { Report, Severities } from '../core/index.ts';
import { type Dataset, findRun, ownRun, type Run } from '../dataset/index.ts';
import { isS3Address } from '../io/index.ts';
import { assertValid, validateDataset } from '../validators/index.ts';
import { type BroughtToJobs, bringToJobs } from './bring-to-jobs.ts';
import { withCanary } from './canary/canary-jobs.ts';
import { requireCanary } from './canary/canary-options.ts';
import { datasetUri, requireUris } from './dataset-uri.ts';
import { homeOptions } from './home-options.ts';
import { type JobPlace, jobPlace } from './job-place.ts';
import { needsSubmission } from './needs-submission.ts';
import type { AnyOptions, DetachedOptions, RunDatasetOptions } from './run-options.ts';
import type { RunBegun } from './run-report.ts';
import type { JoinedSource } from './saving/save-joined.ts';
import { StageClock, type Tell } from './stage-clock.ts';

/** A run whose jobs are with Bedrock, and what is needed to go on with it. */
export interface SubmittedRun extends BroughtToJobs {
  /** Nobody else writes to it. */
  readonly run: Run;
  /** Where the rows of the outcomes come from; undefined where they have none. */
  readonly source: JoinedSource | undefined;
  /** With the clients of the run. */
  readonly options: AnyOptions;
  readonly clock: StageClock;
}

/**
 * Builds, validates, uploads and submits, as far as that is not done, and goes on with the run while nobody else writes to it.
 *
 * @param act What to do once the jobs are with Bedrock.
 * @returns What it gives, and what is known of the way there.
 */
export async function withJobs<Row, Value extends object>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row> & DetachedOptions,
  act: (submitted: SubmittedRun) => Promise<Value>,
): Promise<Value & RunBegun> {
  requireUris(options.out, options);
  requireCanary(options.canary);
  const clock = new StageClock(options.onProgress);
  const opened = await openedSource(source, options);
  const asBuilt = await opened.identity?.();
  const place = await jobPlace(options);
  const placed = { ...options, ...place };
  const dataset = await clock.time('build', async (tell) =>
    withCanary(await build(opened, placed, tell), options),
  );
  const joined = { source: opened, asBuilt };
  try {
    return await withJobsOf({ dataset, source: joined, place, clock }, options, act);
  } catch (error) {
    // nobody is given it who could
    dataset.home.close();
    throw error;
  }
}

/** A dataset that is built, on its way. */
export interface BuiltOnItsWay extends Pick<SubmittedRun, 'source' | 'clock'> {
  readonly dataset: Dataset & Partial<Pick<BuiltDataset, 'report' | 'reused'>>;
  readonly place: JobPlace;
}

/** {@link withJobs} of a dataset that is built. */
export async function withJobsOf<Value extends object>(
  { dataset, source, place, clock }: BuiltOnItsWay,
  options: AnyOptions,
  act: (submitted: SubmittedRun) => Promise<Value>,
): Promise<Value & RunBegun> {
  const placed = { ...options, ...place };
  const validation = await clock.time('validate', () => validate(dataset, placed));
  const owner = await ownRun(dataset, options.run ?? 'main');
  try {
    const dated = { ...options, asOf: place.asOf };
    const value = await connectedTo(dataset, dated, async (reached) => {
      const brought = await bringToJobs({ dataset, owner, source }, reached, clock);
      const { canary } = brought;
      const acted = await act({ ...brought, source, options: reached, clock });
      return { ...acted, ...(canary === undefined ? {} : { canary }) };
    });
    const datasetReused = dataset.reused ?? true;
    return Object.freeze({ ...value, datasetReused, validation, stages: clock.times });
  } finally {
    await owner.release();
  }
}

/** Goes on with the clients that are made for the run, or those that were given. */
async function connectedTo<Value>(
  dataset: Dataset,
  options: AnyOptions,
  act: (reached: AnyOptions) => Promise<Value>,
): Promise<Value> {
  const connection = await options.connect?.(dataset);
  try {
    return await act({ ...options, ...connection });
  } finally {
    await connection?.close();
  }
}

function build<Row>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
  tell: Tell,
): Promise<BuiltDataset> {
  const building = {
    ...options,
    onProgress: ({ records }: BuildProgress) => tell({ done: records, unit: 'records' }),
  };
  const { canary, out } = options;
  // an object is not written twice, so what goes to S3 is cut before
  if (canary !== undefined && isS3Address(out))
    return buildForCanary(source, building, canary.size);
  return buildDataset(source, building);
}

/**
 * A fresh dataset was validated while it was built; one that was there is read again, for anyone may have touched it. What is found
 * then ends the run only where something is still to be submitted: answers that are paid for are read all the same.
 */
async function validate(dataset: BuiltOnItsWay['dataset'], options: AnyOptions): Promise<Report> {
  const { report } = dataset;
  if (report !== undefined) return report;
  const { signal, region, asOf, schema } = options;
  const inputUri = datasetUri(dataset, options);
  const before = await findRun(dataset, options.run ?? 'main');
  const isSubmitted = before !== undefined && !needsSubmission(before);
  const severities = isSubmitted ? severitiesBehind(options) : options.severities;
  const rules = { severities, signal, region, asOf, inputUri, schema, s3: homeOptions(options) };
  const found = await validateDataset(dataset.folder, rules);
  if (before === undefined) assertValid(found);
  else if (!isSubmitted) assertValid(found, 'no other job of the run is submitted');
  return found;
}

/** That the model has ended since its jobs were submitted is no error: their outcomes are there to be read. */
function severitiesBehind({ severities }: AnyOptions): Severities {
  return { MODEL_ENDED: 'warning', ...severities };
}
