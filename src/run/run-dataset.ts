import { type BuiltDataset, buildDataset, openedSource, type RowsFrom } from '../builders/index.ts';
import { countOf, type Report, type Severities } from '../core/index.ts';
import { findRun, ownRun, type Run, type RunOwner } from '../dataset/index.ts';
import {
  defaultOutputUri,
  isEnded,
  planSubmission,
  type RunSnapshot,
  type SubmitProgress,
  snapshotOf,
  submitOwned,
  watchRun,
} from '../jobs/index.ts';
import { uploadDataset } from '../upload/index.ts';
import { assertValid, validateDataset } from '../validators/index.ts';
import { datasetUri, requireUris } from './dataset-uri.ts';
import { jobPlace } from './job-place.ts';
import { needsSubmission } from './needs-submission.ts';
import type { RunDatasetOptions } from './run-options.ts';
import type { RunReport } from './run-report.ts';
import { type JoinedSource, saveJoined } from './save-joined.ts';
import { savedInDoubt, savedTotals } from './saved-totals.ts';
import { StageClock, type Tell } from './stage-clock.ts';

/**
 * Takes a source the whole way: build, validate, upload, submit, wait, and one outcome for every record on disk.
 *
 * Call it again with the same arguments to go on where it stopped: the dataset is not built twice, shards that are in S3
 * stay, a job is never paid for twice, outcomes that are saved are not read again. Every step stands in `run.json` before
 * it costs money. An abort leaves what is done; the jobs that run go on and are billed.
 *
 * Memory: the largest of its stages, see each; 12 to 23 bytes per recordId while it builds.
 *
 * @param source Path of a file or a folder, a pattern such as `data/*.csv`, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options What to build, where to put it, and how to run it.
 * @returns What became of the run, once all its jobs have ended.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where outputs are not those that Bedrock counted: call it again once they can be
 *   seen, or with `acceptMissing`. Jobs whose outputs agree are kept.
 * @throws What `buildDataset`, `uploadDataset`, `submitJobs`, `watchRun` and `readOutcomes` throw.
 */
export async function runDataset<Row = unknown>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
): Promise<RunReport> {
  requireUris(options);
  const clock = new StageClock(options.onProgress);
  const opened = await openedSource(source, options);
  const asBuilt = await opened.identity?.();
  const place = await jobPlace(options);
  const placed = { ...options, ...place };
  const dataset = await clock.time('build', (tell) => build(opened, placed, tell));
  const validation = await clock.time('validate', () => validate(dataset, placed));
  const owner = await ownRun(dataset, options.run ?? 'main');
  try {
    const joined = { source: opened, asBuilt };
    const owned = { dataset, owner };
    const ended = await connectToEnd(owned, joined, { ...options, asOf: place.asOf }, clock);
    return Object.freeze({
      ...ended,
      datasetReused: dataset.reused,
      validation,
      stages: clock.times,
    });
  } finally {
    await owner.release();
  }
}

/** A dataset and the run of it that nobody else writes to. */
interface OwnedRun {
  readonly dataset: BuiltDataset;
  readonly owner: RunOwner;
}

type Ended = Omit<RunReport, 'datasetReused' | 'validation' | 'stages'>;

/** Brings a run to its end by clients that are made for it, or by those that were given. */
async function connectToEnd(
  owned: OwnedRun,
  source: JoinedSource,
  options: AnyOptions,
  clock: StageClock,
): Promise<Ended> {
  const connection = await options.connect?.(owned.dataset);
  try {
    return await bringToEnd(owned, source, { ...options, ...connection }, clock);
  } finally {
    await connection?.close();
  }
}

/** Options whatever the rows are. */
type AnyOptions = RunDatasetOptions<never>;

/** Everything that happens in S3 and Bedrock, and the outcomes. */
async function bringToEnd(
  owned: OwnedRun,
  source: JoinedSource,
  options: AnyOptions,
  clock: StageClock,
): Promise<Ended> {
  const { dataset } = owned;
  const run = await bringToJobs(owned, options, clock);
  const { jobs } = await clock.time('wait', (tell) => wait(run, options, tell));
  const saved = await clock.time('results', () => saveJoined(run, source, options));
  const shards = dataset.manifest.jobs.reduce((sum, job) => sum + job.shards.length, 0);
  const { unproven, accepted } = savedInDoubt(run);
  return { run, jobs, shards, totals: savedTotals(run), ...saved, unproven, accepted };
}

function build<Row>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
  tell: Tell,
): Promise<BuiltDataset> {
  return buildDataset(source, {
    ...options,
    onProgress: ({ records }) => tell({ done: records, unit: 'records' }),
  });
}

/**
 * A fresh dataset was validated while it was built; one that was there is read again, for anyone may have touched it. What is found
 * then ends the run only where something is still to be submitted: answers that are paid for are read all the same.
 */
async function validate(dataset: BuiltDataset, options: AnyOptions): Promise<Report> {
  const { report } = dataset;
  if (report !== undefined) return report;
  const { signal, region, asOf, schema } = options;
  const inputUri = datasetUri(options.to, dataset.manifest);
  const before = await findRun(dataset, options.run ?? 'main');
  const isSubmitted = before !== undefined && !needsSubmission(before);
  const severities = isSubmitted ? severitiesBehind(options) : options.severities;
  const rules = { severities, signal, region, asOf, inputUri, schema };
  const found = await validateDataset(dataset.folder, rules);
  if (before === undefined) assertValid(found);
  else if (!isSubmitted) assertValid(found, 'no other job of the run is submitted');
  return found;
}

/** That the model has ended since its jobs were submitted is no error: their outcomes are there to be read. */
function severitiesBehind({ severities }: AnyOptions): Severities {
  return { MODEL_ENDED: 'warning', ...severities };
}

/** Uploads and submits what is not there yet, and gives the run. */
async function bringToJobs(
  { dataset, owner }: OwnedRun,
  options: AnyOptions,
  clock: StageClock,
): Promise<Run> {
  const before = await findRun(dataset, options.run ?? 'main');
  const outputUri = options.outputUri ?? defaultOutputUri(options.to, dataset.manifest);
  await requireSubmittable(dataset, { ...options, outputUri });
  const upload = await clock.time('upload', async (tell) => {
    const isThere = before !== undefined && !needsSubmission(before);
    if (isThere) return { dataset, uri: before.state.inputUri };
    return uploadDataset(dataset, {
      ...options,
      replace: false,
      onProgress: ({ bytesSent, bytesTotal }) =>
        tell({ done: bytesSent, total: bytesTotal, unit: 'bytes' }),
    });
  });
  const submitting = { ...options, concurrency: undefined, outputUri };
  return clock.time('submit', (tell) => {
    const onProgress = (progress: SubmitProgress) => tell(submitProgress(progress));
    return submitOwned(upload, { ...submitting, onProgress }, owner);
  });
}

function submitProgress({ submitted, jobs, step, reason, since }: SubmitProgress) {
  const waitingSince = step === 'waiting' ? since : undefined;
  const detail = reason ?? step;
  return { done: submitted, total: jobs, unit: 'jobs', detail, waitingSince } as const;
}

/** Finds what Bedrock would refuse, and a run at another target, before anything is uploaded. */
async function requireSubmittable(dataset: BuiltDataset, options: AnyOptions): Promise<void> {
  const uri = datasetUri(options.to, dataset.manifest);
  await planSubmission({ dataset, uri }, options);
}

async function wait(run: Run, options: AnyOptions, tell: Tell): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, options)) {
    last = snapshot;
    tell(waitProgress(snapshot));
  }
  return last;
}

function waitProgress({ jobs, records, unanswered }: RunSnapshot): Parameters<Tell>[0] {
  if (unanswered !== undefined) {
    return { detail: `no answer since ${unanswered.since}, looking again: ${unanswered.reason}` };
  }
  const ended = jobs.filter(({ status }) => status !== undefined && isEnded(status)).length;
  const statuses = [...new Set(jobs.map(({ status }) => status ?? 'not seen yet'))].join(', ');
  const detail = `${ended} of ${countOf(jobs.length, 'job')} ended (${statuses})`;
  return { done: records.processed, total: records.total, unit: 'records', detail };
}
