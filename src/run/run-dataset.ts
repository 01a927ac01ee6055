import {
  type BuiltDataset,
  buildDataset,
  type RowsFrom,
  type Source,
  sourceOf,
} from '../builders/index.ts';
import type { Report } from '../core/index.ts';
import { findRun, type Run } from '../dataset/index.ts';
import {
  defaultOutputUri,
  isEnded,
  type RunSnapshot,
  snapshotOf,
  submitJobs,
  watchRun,
} from '../jobs/index.ts';
import { type JobOutcomes, saveOutcomes } from '../results/index.ts';
import { uploadDataset } from '../upload/index.ts';
import { assertValid, validateDataset } from '../validators/index.ts';
import { needsSubmission } from './needs-submission.ts';
import type { RunDatasetOptions } from './run-options.ts';
import type { RunReport } from './run-report.ts';
import { totalsOf } from './saved-totals.ts';
import { StageClock, type Tell } from './stage-clock.ts';

/**
 * Takes a source the whole way: build, validate, upload, submit, wait, and one outcome for every record on disk.
 *
 * Call it again with the same arguments to go on where it stopped: the dataset is not built twice, shards that are in S3
 * stay, a job is never paid for twice, outcomes that are saved are not read again. Every step stands in `run.json` before
 * it costs money. An abort leaves what is done; the jobs that run go on and are billed.
 *
 * Memory: the largest of its stages, see each; about 100 bytes per recordId while it builds.
 *
 * @param source Path, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options What to build, where to put it, and how to run it.
 * @returns What became of the run, once all its jobs have ended.
 * @throws What `buildDataset`, `uploadDataset`, `submitJobs`, `watchRun` and `readOutcomes` throw.
 */
export async function runDataset<Row = unknown>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
): Promise<RunReport> {
  const clock = new StageClock(options.onProgress);
  const opened = sourceOf(source, options);
  const dataset = await clock.time('build', (tell) => build(opened, options, tell));
  const validation = await clock.time('validate', () => validate(dataset, options));
  const connection = await options.connect?.(dataset);
  try {
    const connected = { ...options, ...connection };
    const ended = await bringToEnd(dataset, opened, { options: connected, clock });
    return Object.freeze({
      ...ended,
      datasetReused: dataset.reused,
      validation,
      stages: clock.times,
    });
  } finally {
    await connection?.close();
  }
}

/** Options whatever the rows are. */
type AnyOptions = RunDatasetOptions<never>;

interface Journey {
  readonly options: AnyOptions;
  readonly clock: StageClock;
}

/** Everything that happens in S3 and Bedrock, and the outcomes. */
async function bringToEnd(
  dataset: BuiltDataset,
  source: Source,
  { options, clock }: Journey,
): Promise<Omit<RunReport, 'datasetReused' | 'validation' | 'stages'>> {
  const run = await bringToJobs(dataset, options, clock);
  const { jobs } = await clock.time('wait', (tell) => wait(run, options, tell));
  const read: JobOutcomes[] = [];
  const joined = source.isRepeatable ? source : undefined;
  const outcomes = await clock.time('results', () =>
    saveOutcomes(run, { ...options, source: joined, onJob: (job) => read.push(job) }),
  );
  const shards = dataset.manifest.jobs.reduce((sum, job) => sum + job.shards.length, 0);
  return { run, jobs, shards, totals: await totalsOf(run, read), outcomes };
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

/** A fresh dataset was validated while it was built; one that was there is read again, for anyone may have touched it. */
async function validate(dataset: BuiltDataset, options: AnyOptions): Promise<Report> {
  const { report } = dataset;
  if (report !== undefined) return report;
  const { severities, signal, region } = options;
  const found = await validateDataset(dataset.folder, { severities, signal, region });
  assertValid(found);
  return found;
}

/** Uploads and submits what is not there yet, and gives the run. */
async function bringToJobs(
  dataset: BuiltDataset,
  options: AnyOptions,
  clock: StageClock,
): Promise<Run> {
  const before = await findRun(dataset, options.run ?? 'main');
  const outputUri = options.outputUri ?? defaultOutputUri(options.to, dataset.manifest);
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
  return clock.time('submit', (tell) =>
    submitJobs(upload, {
      ...options,
      outputUri,
      onProgress: ({ submitted, jobs, step, reason }) =>
        tell({ done: submitted, total: jobs, unit: 'jobs', detail: reason ?? step }),
    }),
  );
}

async function wait(run: Run, options: AnyOptions, tell: Tell): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, options)) {
    last = snapshot;
    tell(waitProgress(snapshot));
  }
  return last;
}

function waitProgress({ jobs }: RunSnapshot): Parameters<Tell>[0] {
  const ended = jobs.filter(({ status }) => status !== undefined && isEnded(status)).length;
  const counted = jobs.flatMap(({ counts }) => counts ?? []);
  const processed = counted.reduce((sum, { processed: some }) => sum + some, 0);
  const total = counted.reduce((sum, { total: all }) => sum + all, 0);
  const statuses = [...new Set(jobs.map(({ status }) => status ?? 'not seen yet'))].join(', ');
  const detail = `${ended} of ${jobs.length} jobs ended (${statuses})`;
  return total === 0 ? { detail } : { done: processed, total, unit: 'records', detail };
}
