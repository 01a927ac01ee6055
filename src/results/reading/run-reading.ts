import type { S3Client } from '@aws-sdk/client-s3';
import { InvalidOptionError, quote } from '../../core/index.ts';
import {
  type Dataset,
  type DatasetJob,
  fetchFiles,
  NUMBERS_NAME,
  REJECTED_NAME,
  REPEATS_NAME,
  type RecordOrder,
  ROWS_NAME,
  type Run,
  recordOrder,
} from '../../dataset/index.ts';
import { rejectedOf } from '../rejected/kept-rejected.ts';
import { RejectedValues } from '../rejected/rejected-values.ts';
import { KeptRepeats } from '../repeats/kept-repeats.ts';
import type { JobRows } from '../rows/job-rows.ts';
import { joinRows } from '../rows/join-rows.ts';
import type { ReadOutcomesOptions } from './read-outcomes-options.ts';
import { s3ForRun } from './run-s3.ts';

/** A run whose jobs are being read. */
export interface RunReading {
  readonly run: Run;
  readonly s3: S3Client;
  readonly rows: JobRows | undefined;
  readonly order: RecordOrder;
  /** Rows that share answers, where there are any. */
  readonly repeats: KeptRepeats | undefined;
  /** Rows that the build set aside; absent where there are none, or no source was given. */
  readonly rejected: RejectedValues | undefined;
  readonly options: ReadOutcomesOptions;
  /** Whether rows and records are wanted as JSON, and not as values. */
  readonly areTexts: boolean;
}

/** One job of a run that is being read. */
export interface JobReading extends RunReading {
  readonly job: DatasetJob;
  /** Records of the jobs before it in the dataset. */
  readonly recordsBefore: number;
  readonly onJob: ReadOutcomesOptions['onJob'];
}

/** How a run is read. */
interface OpenReadingOptions extends ReadOutcomesOptions {
  readonly areTexts?: boolean | undefined;
  /** Whether rows that the build set aside are read too. Default: where all jobs are. */
  readonly rejected?: boolean | undefined;
}

/** Gets everything ready to read jobs one after the other; the source is compared with the dataset here. */
export async function openReading(
  run: Run,
  jobs: readonly DatasetJob[],
  { areTexts = false, ...options }: OpenReadingOptions,
): Promise<RunReading> {
  const { source, signal, onNote, tmp } = options;
  if (source !== undefined) requireRows(run.dataset);
  await fetchFiles(run.dataset, filesNeeded(run.dataset, options));
  const repeats = KeptRepeats.open(run.dataset);
  const hasRejected = source !== undefined && rejectedOf(run.dataset) !== undefined;
  const rejected = hasRejected ? await RejectedValues.of(run.dataset, source, signal) : undefined;
  const rows =
    source === undefined
      ? undefined
      : await joinRows(run.dataset, rejected?.source ?? source, {
          jobs,
          signal,
          onNote,
          tmp,
          areTexts,
        });
  const order = recordOrder(run.dataset.manifest);
  const s3 = await s3ForRun(run, options);
  return { run, s3, rows, order, repeats, rejected, options, areTexts };
}

/** The files beside the manifest that tell of rows, as far as they are read. */
function filesNeeded(
  { manifest: { repeats, rows } }: Dataset,
  { source, order, jobs, rejected = jobs === undefined }: OpenReadingOptions,
): readonly string[] {
  const isSource = source !== undefined;
  const isRejected = rows?.rejected !== undefined && (isSource || rejected);
  const isNumbered = rows?.numbers !== undefined && (isSource || order === 'source');
  return [
    ...(repeats === undefined ? [] : [REPEATS_NAME]),
    ...(isRejected ? [REJECTED_NAME] : []),
    ...(isNumbered ? [NUMBERS_NAME] : []),
    ...(isSource && rows !== undefined ? [ROWS_NAME] : []),
  ];
}

/** Gives what one of the jobs is read with. */
export function jobReading(
  reading: RunReading,
  job: DatasetJob,
  onJob: ReadOutcomesOptions['onJob'],
): JobReading {
  const { jobs } = reading.run.dataset.manifest;
  const before = jobs.slice(0, jobs.indexOf(job));
  const recordsBefore = before.reduce((sum, { records }) => sum + records, 0);
  return { ...reading, job, recordsBefore, onJob };
}

/** Gives back what was opened. */
export async function closeReading({ rows, rejected, s3, options }: RunReading): Promise<void> {
  await rows?.close();
  await rejected?.close();
  if (options.s3 === undefined) s3.destroy();
}

/** A dataset of records that were tried again has no rows of its own; its records tell what they were made of. */
function requireRows({ manifest, folder }: Dataset): void {
  const shards = manifest.jobs.flatMap((job) => job.shards);
  if (shards.some(({ rows }) => rows.count > 0)) return;
  throw new InvalidOptionError(
    `The dataset in ${quote(folder)} was built from records, so it has no rows to join`,
    {
      option: 'source',
      expected: 'a dataset that was built from rows',
      received: 'a dataset of records that are tried again',
      hint: 'Join by recordId: the ids are those of the first dataset',
    },
  );
}
