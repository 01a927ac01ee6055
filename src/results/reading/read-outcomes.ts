import type { S3Client } from '@aws-sdk/client-s3';
import type { Source } from '../../builders/index.ts';
import {
  InvalidOptionError,
  JobError,
  printable,
  quote,
  withoutUndefined,
} from '../../core/index.ts';
import { type Dataset, type DatasetJob, type JobAttempt, type Run } from '../../dataset/index.ts';
import { formatS3Uri, type S3Place } from '../../io/index.ts';
import { familyOf, type ModelFamily } from '../../models/index.ts';
import { changedNote, isEveryIdKnown, shardChanged } from '../inputs/changed-shards.ts';
import { InputIndex } from '../inputs/input-index.ts';
import { JobJoiner } from '../join/job-joiner.ts';
import { OutcomeTally } from '../join/outcome-tally.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { keepTexts } from '../outcomes/format-outcome.ts';
import { countsAtEnd, type LeftOver, leftOver } from '../outcomes/job-end.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { TakeNote } from '../outcomes/outcome-note.ts';
import { outputBlocks } from '../outputs/output-blocks.ts';
import {
  type OutputOptions,
  outputFiles,
  outputFolder,
  readOutputManifest,
} from '../outputs/output-files.ts';
import type { JobRows } from '../rows/job-rows.ts';
import { joinRows, spanOf } from '../rows/join-rows.ts';
import { readAgain } from './read-again.ts';
import { s3ForRun } from './run-s3.ts';

const DECODER = new TextDecoder();

/** Options of {@link readOutcomes}. */
export interface ReadOutcomesOptions extends OutputOptions {
  /** Client to read with. Default: made by the SDK's default chain for the run's region. */
  readonly s3?: S3Client | undefined;
  readonly profile?: string | undefined;
  /** URL of another S3 endpoint, for a client that is made. */
  readonly endpoint?: string | undefined;
  /**
   * The source the dataset was built from, however it was saved since. Its rows are compared with those of the build first; where
   * they stand in another order they are joined by their ids, if a template made these.
   */
  readonly source?: Source | undefined;
  /** Whether each outcome carries its record. Default false. */
  readonly withRecord?: boolean | undefined;
  /** Whether jobs that still run are read too; records without an output line are then left out. Default false. */
  readonly partial?: boolean | undefined;
  /**
   * Folders of jobs that Bedrock has forgotten before they were seen to end. They are read as if they had completed, and
   * their output manifest alone says whether all is there. Default: none.
   */
  readonly forgotten?: readonly string[] | undefined;
  /** Only these jobs, by their folders. Default: all. */
  readonly jobs?: readonly string[] | undefined;
  /** Called after each job with what its outcomes add up to. */
  readonly onJob?: ((job: JobOutcomes) => void) | undefined;
  /** Told what whoever reads the outcomes should know, such as that rows were joined by id. */
  readonly onNote?: TakeNote | undefined;
}

/**
 * Reads what became of every record of a run: exactly one outcome for each, padding left out.
 *
 * Streams every `.jsonl.out` of each ended job, whether it completed, was stopped or ran out of time. Outcomes come job by
 * job: inside a job the successes in the order Bedrock wrote them, then the failures, then the
 * records without a line. Of several lines for one record a success counts before a failure, whatever their order, and of
 * equally good ones the first. Lines that gave no outcome are counted and told to `onJob`. Whether the
 * lines are all that Bedrock wrote is not judged here: {@link agreementOf} tells it of what `onJob` gets. Nothing is written, also
 * not to the run's state: watch the run first.
 *
 * Memory: about 26 bytes and the id per record of one job, 120 for each that did not succeed, 4 Mi units of text of
 * such outputs (a file with more of them is read twice), one block of lines, and with `source` the rows of one job, or all
 * of at most 64 MiB and 250,000 rows: a larger source is read twice, first to be compared. One in another order takes nine bytes for
 * each row of the dataset and is read once for each job.
 *
 * @param run Run whose jobs were watched to their end.
 * @yields Outcomes; `line` is 1-based in the shard.
 * @throws {JobError} `JOB_STATE` where a job still runs and `partial` is not set.
 * @throws {S3Error} `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`, `S3_REQUEST`, and
 *   `S3_OBJECT_DIFFERS` at the end of an output whose bytes were not those that S3 keeps: its outcomes are not to be used.
 * @throws {SourceError} `SOURCE_DIFFERS` before the first outcome where a row of the source is not the one the dataset was built
 *   from, or is gone; a source that can be read only once is compared job by job. `SOURCE_ROW` where a dataset that remembers no
 *   rows has more of them.
 * @throws {DatasetError} `DATASET_CHANGED` where a shard is not what was built, unless its outcomes are safe to join by id: every
 *   record has its output, and neither rows nor records are asked for.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the dataset was built from records, and a source is given, and where the run
 *   is at an endpoint that is not AWS's and nothing gives one again: an address in `run.json` is never called.
 */
export async function* readOutcomes(
  run: Run,
  options: ReadOutcomesOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const { jobs } = options;
  const chosen = run.dataset.manifest.jobs.filter(({ folder }) => jobs?.includes(folder) ?? true);
  const reading = await openReading(run, chosen, options);
  try {
    for (const job of chosen) yield* readJob({ ...reading, job, onJob: options.onJob });
  } finally {
    await closeReading(reading);
  }
}

/** A run whose jobs are being read. */
export interface RunReading {
  readonly run: Run;
  readonly s3: S3Client;
  readonly rows: JobRows | undefined;
  readonly options: ReadOutcomesOptions;
}

/** Gets everything ready to read jobs one after the other; the source is compared with the dataset here. */
export async function openReading(
  run: Run,
  jobs: readonly DatasetJob[],
  options: ReadOutcomesOptions,
): Promise<RunReading> {
  const { source, signal, onNote } = options;
  if (source !== undefined) requireRows(run.dataset);
  const rows =
    source === undefined
      ? undefined
      : await joinRows(run.dataset, source, { jobs, signal, onNote });
  return { run, s3: await s3ForRun(run, options), rows, options };
}

export async function closeReading({ rows, s3, options }: RunReading): Promise<void> {
  await rows?.close();
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

/** One job of it. */
export interface JobReading extends RunReading {
  readonly job: DatasetJob;
  readonly onJob: ReadOutcomesOptions['onJob'];
}

/** Reads the outcomes of one job. */
export async function* readJob(reading: JobReading): AsyncGenerator<Outcome, void, undefined> {
  const { run, job, rows, options } = reading;
  const attempt = run.lastAttempt(job.folder);
  const left = requireEnded(attempt, job, options);
  const index = InputIndex.read(run.dataset, job);
  const tally = new OutcomeTally();
  const joiner = new JobJoiner(index, familyOfDataset(run.dataset), tally);
  const padding = new Set(run.dataset.manifest.padding);
  try {
    if (index.changed.length > 0) await requireEveryId(reading, index, attempt);
    const span = spanOf(job);
    if (span !== undefined) await rows?.hold(span, index);
    for await (const placed of placedOutcomes(reading, { attempt, left, joiner })) {
      if (padding.has(placed.recordId)) tally.addPadding(placed.outcome);
      else {
        tally.add(placed.outcome);
        yield completeOutcome(reading, index, placed);
      }
    }
  } finally {
    index.close();
  }
  reading.onJob?.(await sumUp(reading, { attempt, joiner, tally }));
}

interface JobEnd {
  readonly attempt: JobAttempt | undefined;
  readonly joiner: JobJoiner;
  readonly tally: OutcomeTally;
}

async function sumUp(
  { s3, job, options }: JobReading,
  { attempt, joiner, tally }: JobEnd,
): Promise<JobOutcomes> {
  const { folder } = job;
  if (attempt?.jobArn === undefined) return tally.finish({ folder }, undefined);
  const { jobArn, seen } = attempt;
  const place = outputFolder(attempt);
  const manifest = await readOutputManifest(s3, place, options);
  const counts = { stated: countsAtEnd(attempt), counted: joiner.counted };
  const outputUri = formatS3Uri(place);
  return tally.finish({ folder, jobArn, status: seen?.status, outputUri, ...counts }, manifest);
}

/** Reads the outputs once to see whether a job with a changed shard is safe to join by id. */
async function requireEveryId(
  reading: JobReading,
  index: InputIndex,
  attempt: JobAttempt | undefined,
): Promise<void> {
  const { run, job, rows, options } = reading;
  if (rows !== undefined) throw shardChanged(run, index, 'its records are joined to no rows');
  if (options.withRecord === true)
    throw shardChanged(run, index, 'its records are not those that were submitted');
  const joiner = new JobJoiner(index, familyOfDataset(run.dataset), new OutcomeTally());
  let joined = 0;
  for await (const _placed of placedOutcomes(reading, { attempt, left: undefined, joiner }))
    joined += 1;
  if (!isEveryIdKnown(index, job, joined))
    throw shardChanged(run, index, 'not every record of it has an output, so ids may be wrong');
  options.onNote?.(changedNote(index));
}

interface JobOutputs {
  readonly attempt: JobAttempt | undefined;
  readonly left: LeftOver | undefined;
  readonly joiner: JobJoiner;
}

async function* placedOutcomes(
  { s3, options }: JobReading,
  outputs: JobOutputs,
): AsyncGenerator<PlacedOutcome> {
  const { attempt, left, joiner } = outputs;
  const listed =
    attempt?.jobArn === undefined ? [] : outputFiles(s3, outputFolder(attempt), options);
  const files: S3Place[] = [];
  for await (const file of listed) {
    files.push(file);
    joiner.startFile(formatS3Uri(file));
    for await (const block of outputBlocks(s3, file, options)) yield* joiner.push(block);
  }
  yield* joiner.held();
  yield* readAgain(files, { s3, joiner, options });
  if (left !== undefined) yield* joiner.finish(left);
}

function completeOutcome(
  { job, rows, options }: JobReading,
  index: InputIndex,
  { position, recordId, outcome, outputText }: PlacedOutcome,
): Outcome {
  const { shard, line, row } = index.placeAt(position);
  const { status, reason, output, text, finishReason, stopReason, usage, error } = outcome;
  const recordText =
    options.withRecord === true ? DECODER.decode(index.lineAt(position)) : undefined;
  const complete = Object.freeze({
    recordId,
    status,
    ...withoutUndefined({ reason, output, text, finishReason, stopReason, usage, error }),
    job: job.folder,
    shard,
    line,
    ...(rows === undefined || row === undefined ? {} : { row: rows.valueOf(row) }),
    ...(recordText === undefined ? {} : { record: JSON.parse(recordText) as unknown }),
  });
  return keepTexts(complete, { output: outputText, record: recordText });
}

function requireEnded(
  attempt: JobAttempt | undefined,
  { folder }: DatasetJob,
  { partial = false, forgotten = [] }: ReadOutcomesOptions,
): LeftOver | undefined {
  const left = leftOver(attempt);
  if (left !== undefined || partial) return left;
  if (attempt?.jobArn !== undefined && forgotten.includes(folder)) return { status: 'missing' };
  throw notEnded(attempt, folder);
}

function notEnded(attempt: JobAttempt | undefined, folder: string): JobError {
  const details = { operation: 'readOutcomes', jobArn: attempt?.jobArn };
  if (attempt?.jobArn === undefined) {
    const message = `It is not known whether the job of ${quote(folder)} exists: its request was sent, and no answer came`;
    const hint = 'Submit again: the same request is repeated, and no second job is made';
    return new JobError('JOB_STATE', message, { ...details, hint });
  }
  const status = printable(attempt.seen?.status ?? 'not known yet');
  const message = `The job of ${quote(folder)} has not ended: its status is ${status}`;
  const hint = 'Wait for it with bedrock-batch jobs wait, or read what is there with --partial';
  return new JobError('JOB_STATE', message, { ...details, hint });
}

/** Finds the family a dataset's records were made for. */
export function familyOfDataset({ manifest }: Dataset): ModelFamily | undefined {
  const { model, baseModel, invocationType } = manifest;
  return familyOf(model, { baseModel, invocationType });
}
