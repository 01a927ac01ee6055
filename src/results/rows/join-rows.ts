import type { Source } from '../../builders/index.ts';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import type { Dataset, DatasetJob, DatasetRows } from '../../dataset/index.ts';
import type { TakeNote } from '../outcomes/outcome-note.ts';
import { gatherAllRows } from './gather-all-rows.ts';
import { type GatherOptions, gatherSameRows } from './gather-same-rows.ts';
import type { RowSpan } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import { RowProof } from './row-proof.ts';
import { RowsById } from './rows-by-id.ts';
import { RowsByPlace } from './rows-by-place.ts';
import { SourceRows } from './source-rows.ts';
import { takenRows } from './taken-rows.ts';
import { TextRows } from './text-rows.ts';

/** What joining rows takes besides the source. */
export interface JoinOptions {
  /** The jobs that will be read, in their order. */
  readonly jobs: readonly DatasetJob[];
  readonly signal: AbortSignal | undefined;
  readonly onNote: TakeNote | undefined;
  /** Folder for rows that are too many or too large for memory; without it a source is read once for each job where it has to be. */
  readonly tmp: string | undefined;
  /** Whether rows are wanted as JSON where that takes less. */
  readonly areTexts: boolean;
}

/**
 * Decides how the rows of a source are joined to the records of a dataset, once it is known that they are its rows.
 *
 * The whole source is compared before this returns, so that nothing is said beside a wrong row; a source that can be read only
 * once is compared as it is read, each job's rows before its outcomes, and refused where several jobs have rows that share answers: these
 * may stand anywhere. Rows in another order are joined by their ids where a
 * template made these, else they are an error. A dataset that remembers no rows is joined by position, with a note.
 *
 * The source is read at most twice where there is a folder for rows, however many jobs there are.
 *
 * Memory: 64 MiB of the source and 250,000 rows at most, or the rows of one job; twelve bytes for each row of the dataset where they are
 * in a file, and 16 while they are found in another order.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the source can be read only once, and cannot be joined like that.
 * @throws {SourceError} `SOURCE_DIFFERS` where a row is another one than before, or is gone.
 * @throws {DatasetError} `DATASET_CHANGED` where `rows.digests` or `rows.numbers` is not what was built.
 */
export async function joinRows(
  dataset: Dataset,
  source: Source,
  { jobs, signal, onNote, tmp: folder, areTexts }: JoinOptions,
): Promise<JobRows> {
  const { rows } = dataset.manifest;
  if (rows === undefined) {
    onNote?.(unproven(source));
    return new SourceRows(source, undefined, signal);
  }
  const proof = await RowProof.open(dataset, rows, source);
  const { numbers } = proof;
  const taken = numbers === undefined ? source : takenRows(source, numbers);
  const gathering = { proof, signal, folder };
  if (areTexts && numbers === undefined && dataset.manifest.repeats === undefined) {
    const texts = await TextRows.of(source, gathering);
    if (texts !== undefined) return texts;
  }
  try {
    return areJobsOfRowsInARow(dataset)
      ? await rowsByPosition(taken, jobs, gathering)
      : await rowsByPlace(taken, dataset, gathering);
  } catch (error) {
    if (rows.id === undefined || !source.isRepeatable || !isOtherRow(error)) throw error;
    const found = await rowsInAnotherOrder(source, { ...rows, id: rows.id }, gathering);
    if (found === undefined) throw error;
    onNote?.(byId(source, rows.id));
    return found;
  }
}

/** Tells whether the rows of a job stand one behind the other in the source. */
function areJobsOfRowsInARow({ manifest: { repeats, canary } }: Dataset): boolean {
  return repeats === undefined && canary === undefined;
}

/** Gives the rows that a job was made of, counted in the order of the shards: padding stands behind them and has none. */
export function spanOf({ shards }: DatasetJob): RowSpan | undefined {
  const ranges = shards.map(({ rows }) => rows).filter(({ count }) => count > 0);
  const [first] = ranges;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { first: first.first, last: last.first + last.count - 1 };
}

/** Rows of one job are compared as they are held, and few rows are kept: then the source need not be read a second time. */
async function rowsByPosition(
  source: Source,
  jobs: readonly DatasetJob[],
  { proof, signal }: GatherOptions,
): Promise<JobRows> {
  const [span, ...others] = jobs.flatMap((job) => spanOf(job) ?? []);
  const isOneJob = span?.first === 1 && others.length === 0;
  if (source.isRepeatable && !isOneJob) {
    // a second reading in the order of the jobs takes less than a file
    const kept = await gatherSameRows(source, { proof, signal, folder: undefined });
    if (kept !== undefined) return kept;
  }
  const rows = new SourceRows(source, proof, signal);
  if (isOneJob) await rows.holdSpan(span);
  return rows;
}

/** Rows that share answers may stand anywhere behind the row that was asked, and those of a canary anywhere. */
async function rowsByPlace(
  source: Source,
  dataset: Dataset,
  options: GatherOptions,
): Promise<JobRows> {
  const { proof, signal } = options;
  const isOneJob = dataset.manifest.jobs.length === 1;
  if (!source.isRepeatable && !isOneJob) throw onceIsNotEnough(source, dataset);
  if (source.isRepeatable)
    return (await gatherSameRows(source, options)) ?? new RowsByPlace(source, proof, signal);
  const rows = new SourceRows(source, proof, signal);
  await rows.holdSpan({ first: 1, last: proof.kept.count });
  return rows;
}

/** Finds the rows wherever they stand; undefined where they are not all there. */
async function rowsInAnotherOrder(
  source: Source,
  { id, rejected }: DatasetRows & { readonly id: string },
  options: GatherOptions,
): Promise<JobRows | undefined> {
  const { proof, signal } = options;
  const { areAll, stranger, rows } = await gatherAllRows(source, options);
  if (areAll) return rows ?? new RowsById(source, { id, proof, signal });
  // where rows were left out, strangers are what is to be expected
  const areAllTaken = proof.numbers === undefined && rejected === undefined;
  if (areAllTaken && stranger !== undefined)
    throw proof.differs(stranger, 'is none of the rows that the dataset was built from');
  return undefined;
}

function onceIsNotEnough({ name }: Source, { manifest: { canary } }: Dataset): InvalidOptionError {
  const why =
    canary === undefined
      ? 'rows of the dataset share answers over several jobs'
      : 'the records of its canary are spread over all rows';
  const message = `The rows of ${quote(name)} can be read only once, and ${why}, so that rows of the first job may stand anywhere`;
  return new InvalidOptionError(message, {
    option: 'source',
    expected: 'a source that can be read again',
    received: 'a stream',
    hint: 'Give the source as a file, or join by recordId without it',
  });
}

function isOtherRow(error: unknown): boolean {
  return error instanceof SourceError && error.code === 'SOURCE_DIFFERS';
}

function unproven({ name }: Source) {
  const message = `The dataset was built by a version that kept no digests of its rows: those of ${quote(name)} are joined by their position, and nothing proves that they are the same`;
  return { kind: 'rows-unproven', message } as const;
}

function byId({ name }: Source, id: string) {
  const message = `The rows of ${quote(name)} are in another order than when the dataset was built: they are joined by the id ${quote(id)}, and each is the row it was`;
  return { kind: 'rows-by-id', message } as const;
}
