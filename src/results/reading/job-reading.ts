import { type Dataset, type JobAttempt, spanOfJob } from '../../dataset/index.ts';
import { formatS3Uri, type S3Place, startingOver } from '../../io/index.ts';
import { familyOf, type ModelFamily } from '../../models/index.ts';
import { changedNote, isEveryIdKnown, shardChanged } from '../inputs/changed-shards.ts';
import { InputIndex } from '../inputs/input-index.ts';
import { JobJoiner } from '../join/job-joiner.ts';
import { OutcomeTally } from '../join/outcome-tally.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { countsAtEnd, countsBefore, type LeftOver } from '../outcomes/job-end.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { outputBlocks } from '../outputs/output-blocks.ts';
import { outputFiles, outputFolder, readOutputManifest } from '../outputs/output-files.ts';
import type { JobRepeats } from '../repeats/job-repeats.ts';
import { JobPlaces } from '../rows/job-places.ts';
import { spanOf } from '../rows/join-rows.ts';
import { type Completion, completeOutcome, repeatedOutcomes } from './complete-outcome.ts';
import { readAgain } from './read-again.ts';
import { requireEnded } from './require-ended.ts';
import type { JobReading } from './run-reading.ts';

/**
 * Reads the outcomes of one job, those of a block of lines at a time: awaiting each would take longer than making it. Those of one block have to
 * be taken before the next ones are asked for.
 */
export async function* readJob(
  reading: JobReading,
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  const { run, job, rows, options } = reading;
  const attempt = run.lastAttempt(job.folder);
  const left = requireEnded(attempt, job, options);
  const { signal, withRecord: withLines } = options;
  const index = await startingOver(() => InputIndex.read(run.dataset, job, { signal, withLines }));
  const tally = new OutcomeTally();
  const joiner = new JobJoiner(index, familyOfDataset(run.dataset), tally);
  try {
    const repeats = repeatsOf(reading);
    if (index.changed.length > 0) await requireEveryId(reading, { index, repeats }, attempt);
    const places = placesOf(reading, repeats);
    if (places !== undefined) await rows?.hold(places, index);
    const padding = new Set(run.dataset.manifest.padding);
    const completion = { reading, index, places, repeats, padding };
    for await (const placed of placedOutcomes(reading, attempt, joiner, left))
      yield outcomesOf(placed, completion, tally);
  } finally {
    index.close();
  }
  reading.onJob?.(await sumUp(reading, attempt, joiner, tally));
}

/** Gives the outcomes of records, and of the rows that share their answers. */
function* outcomesOf(
  batch: Iterable<PlacedOutcome>,
  completion: Completion & { readonly padding: ReadonlySet<string> },
  tally: OutcomeTally,
): Generator<Outcome> {
  for (const placed of batch) {
    if (completion.padding.has(placed.recordId)) {
      tally.addPadding(placed.outcome);
      continue;
    }
    tally.add(placed.outcome);
    const asked = completeOutcome(completion, placed);
    yield asked;
    if (completion.repeats === undefined) continue;
    for (const repeated of repeatedOutcomes(completion, placed, asked)) {
      tally.addRepeat(placed.outcome);
      yield repeated;
    }
  }
}

function repeatsOf(reading: JobReading): JobRepeats | undefined {
  const { repeats, order, recordsBefore: before, job } = reading;
  return repeats?.ofJob(spanOfJob(order, { before, records: job.records }));
}

function placesOf(
  { job, order, repeats }: JobReading,
  ofJob: JobRepeats | undefined,
): JobPlaces | undefined {
  const span = spanOf(job);
  if (span === undefined) return undefined;
  const both = repeats === undefined || ofJob === undefined ? undefined : { all: repeats, ofJob };
  return new JobPlaces(span, order, both);
}

async function sumUp(
  { s3, job, options }: JobReading,
  attempt: JobAttempt | undefined,
  joiner: JobJoiner,
  tally: OutcomeTally,
): Promise<JobOutcomes> {
  const { folder } = job;
  if (attempt?.jobArn === undefined) return tally.finish({ folder }, undefined);
  const { jobArn, seen } = attempt;
  const place = outputFolder(attempt);
  const manifest = await readOutputManifest(s3, place, options);
  const isForgotten = options.forgotten?.includes(folder) === true;
  const statedBefore = countsBefore(attempt, isForgotten);
  const counts = { stated: countsAtEnd(attempt), statedBefore, counted: joiner.counted };
  const outputUri = formatS3Uri(place);
  return tally.finish({ folder, jobArn, status: seen?.status, outputUri, ...counts }, manifest);
}

/** Reads the outputs once to see whether a job with a changed shard is safe to join by id. */
async function requireEveryId(
  reading: JobReading,
  { index, repeats }: Pick<Completion, 'index' | 'repeats'>,
  attempt: JobAttempt | undefined,
): Promise<void> {
  const { run, job, rows, options } = reading;
  if (repeats !== undefined && repeats.count > 0)
    throw shardChanged(run, index, 'rows share the answers of its records, and are given to none');
  if (rows !== undefined) throw shardChanged(run, index, 'its records are joined to no rows');
  if (options.withRecord === true)
    throw shardChanged(run, index, 'its records are not those that were submitted');
  if (options.order === 'source')
    throw shardChanged(run, index, 'the order of its records may be another one');
  const joiner = new JobJoiner(index, familyOfDataset(run.dataset), new OutcomeTally());
  let joined = 0;
  for await (const batch of placedOutcomes(reading, attempt, joiner, undefined))
    for (const _placed of batch) joined += 1;
  if (!isEveryIdKnown(index, job, joined))
    throw shardChanged(run, index, 'not every record of it has an output, so ids may be wrong');
  options.onNote?.(changedNote(index));
}

/** Reads all outputs of a job, a block of lines at a time; the records without a line come last, where it is known what they are. */
async function* placedOutcomes(
  { s3, options }: JobReading,
  attempt: JobAttempt | undefined,
  joiner: JobJoiner,
  left: LeftOver | undefined,
): AsyncGenerator<Iterable<PlacedOutcome>> {
  const listed =
    attempt?.jobArn === undefined ? [] : outputFiles(s3, outputFolder(attempt), options);
  const files: S3Place[] = [];
  for await (const file of listed) {
    files.push(file);
    joiner.startFile(formatS3Uri(file));
    const { mostLineBytes } = joiner;
    for await (const block of outputBlocks(s3, file, { ...options, mostLineBytes }))
      yield joiner.push(block);
  }
  yield joiner.held();
  for await (const placed of readAgain(files, { s3, joiner, options })) yield [placed];
  if (left !== undefined) yield joiner.finish(left);
}

/** Finds the family a dataset's records were made for. */
function familyOfDataset({ manifest }: Dataset): ModelFamily | undefined {
  const { model, baseModel, invocationType } = manifest;
  return familyOf(model, { baseModel, invocationType });
}
