import type { Source } from '../../builders/index.ts';
import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import type { Dataset, DatasetJob } from '../../dataset/index.ts';
import type { TakeNote } from '../outcomes/outcome-note.ts';
import { findAllRows } from './find-all-rows.ts';
import type { RowSpan } from './job-places.ts';
import type { JobRows } from './job-rows.ts';
import { keepSameRows } from './kept-rows.ts';
import { RowProof } from './row-proof.ts';
import { RowsById } from './rows-by-id.ts';
import { RowsByPlace } from './rows-by-place.ts';
import { SourceRows } from './source-rows.ts';
import { takenRows } from './taken-rows.ts';

/** What joining rows takes besides the source. */
export interface JoinOptions {
  /** The jobs that will be read, in their order. */
  readonly jobs: readonly DatasetJob[];
  readonly signal: AbortSignal | undefined;
  readonly onNote: TakeNote | undefined;
}

/**
 * Decides how the rows of a source are joined to the records of a dataset, once it is known that they are its rows.
 *
 * The whole source is compared before this returns, so that nothing is said beside a wrong row; a source that can be read only
 * once is compared as it is read, each job's rows before its outcomes, and refused where several jobs have rows that share answers: these
 * may stand anywhere. Rows in another order are joined by their ids where a
 * template made these, else they are an error. A dataset that remembers no rows is joined by position, with a note.
 *
 * Memory: 64 MiB of the source and 250,000 rows at most, or the rows of the job where there is only one; nine bytes for each row of
 * the dataset where the order is another.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the source can be read only once, and cannot be joined like that.
 * @throws {SourceError} `SOURCE_DIFFERS` where a row is another one than before, or is gone.
 * @throws {DatasetError} `DATASET_CHANGED` where `rows.digests` or `rows.numbers` is not what was built.
 */
export async function joinRows(
  dataset: Dataset,
  source: Source,
  { jobs, signal, onNote }: JoinOptions,
): Promise<JobRows> {
  const { rows } = dataset.manifest;
  if (rows === undefined) {
    onNote?.(unproven(source));
    return new SourceRows(source, undefined, signal);
  }
  const proof = await RowProof.open(dataset, rows, source);
  const { numbers } = proof;
  const taken = numbers === undefined ? source : takenRows(source, numbers);
  try {
    return dataset.manifest.repeats === undefined
      ? await rowsByPosition(taken, proof, { jobs, signal })
      : await rowsByPlace(taken, proof, { dataset, signal });
  } catch (error) {
    if (rows.id === undefined || !source.isRepeatable || !isOtherRow(error)) throw error;
    const { areAll, stranger } = await findAllRows(source, proof, signal);
    const areAllTaken = numbers === undefined && rows.rejected === undefined;
    // where rows were left out, strangers are what is to be expected
    if (!areAll && areAllTaken && stranger !== undefined)
      throw proof.differs(stranger, 'is none of the rows that the dataset was built from');
    if (!areAll) throw error;
    onNote?.(byId(source, rows.id));
    return new RowsById(source, { id: rows.id, proof, signal });
  }
}

/** Gives the rows that a job was made of: padding stands behind them and has none. */
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
  proof: RowProof,
  { jobs, signal }: Omit<JoinOptions, 'onNote'>,
): Promise<JobRows> {
  const [span, ...others] = jobs.flatMap((job) => spanOf(job) ?? []);
  const isOneJob = span?.first === 1 && others.length === 0;
  const isReadTwice = source.isRepeatable && !isOneJob;
  const kept = isReadTwice ? await keepSameRows(source, proof, signal) : undefined;
  if (kept !== undefined) return kept;
  const rows = new SourceRows(source, proof, signal);
  if (isOneJob) await rows.holdSpan(span);
  return rows;
}

/** Rows that share answers may stand anywhere behind the row that was asked. */
async function rowsByPlace(
  source: Source,
  proof: RowProof,
  { dataset, signal }: { readonly dataset: Dataset; readonly signal: AbortSignal | undefined },
): Promise<JobRows> {
  const isOneJob = dataset.manifest.jobs.length === 1;
  if (!source.isRepeatable && !isOneJob) throw onceIsNotEnough(source);
  if (source.isRepeatable)
    return (await keepSameRows(source, proof, signal)) ?? new RowsByPlace(source, proof, signal);
  const rows = new SourceRows(source, proof, signal);
  await rows.holdSpan({ first: 1, last: proof.kept.count });
  return rows;
}

function onceIsNotEnough({ name }: Source): InvalidOptionError {
  const message = `The rows of ${quote(name)} can be read only once, and rows of the dataset share answers over several jobs, so that rows of the first job may stand anywhere`;
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
