import type { Run } from '../../dataset/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { type OutcomeFileOptions, outcomeWriter } from '../table/outcome-writer.ts';
import { type OutcomePieces, outcomePieces } from './outcome-pieces.ts';
import { type SavedFileOptions, savedPieces } from './saved-pieces.ts';
import { type ObjectWriting, wholeFileAt, writeWhole } from './whole-file.ts';

/**
 * Writes outcomes into one file, a line of JSON each, as CSV or as Parquet, which is only seen once it is whole and the disk has it.
 *
 * A file that is there is replaced then; until then, and where anything goes wrong, it stays as it is. What a killed process left of the same
 * file is removed. An object in S3 is written likewise: it appears as a whole, and nothing is left of it where anything goes wrong; what a killed process left of
 * the same one is dropped once it is an hour old. Memory: about 1 MiB, of an object 50 MB, and as
 * CSV what {@link outcomesToCsv} needs.
 *
 * @param path The file, whose folder is made where it is not there; or the S3 URI of an object.
 * @param outcomes Such as those of {@link readOutcomes} or {@link readSavedOutcomes}.
 * @param options In which format, of a table its columns, and how S3 is reached.
 * @returns How many there are.
 * @throws {DatasetError} `DATASET_WRITE`, {@link S3Error} what S3 refuses, and what reading the outcomes throws.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a format that there is not, for a column that neither an outcome nor a row has, and for Parquet where
 *   hyparquet-writer is not installed.
 *
 * @example One file for a whole run, in the order of the rows
 * ```ts
 * import { readFile, mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { type Outcome, writeOutcomes } from 'bedrock-batch/results';
 *
 * // as well: readOutcomes(run, { order: 'source', tmp: tmpdir() })
 * async function* outcomes(): AsyncGenerator<Outcome> {
 *   yield { recordId: '1', status: 'missing', job: 'jobs/0000', shard: 'jobs/0000/shard-00000.jsonl', line: 1 };
 * }
 * const path = join(await mkdtemp(join(tmpdir(), 'example-')), 'outcomes.jsonl');
 *
 * console.assert((await writeOutcomes(path, outcomes())) === 1);
 * console.assert((await readFile(path, 'utf8')).startsWith('{"recordId":"1","status":"missing"'));
 * ```
 */
export async function writeOutcomes(
  path: string,
  outcomes: AsyncIterable<Outcome>,
  { s3, signal, ...options }: OutcomeFileOptions & ObjectWriting = {},
): Promise<number> {
  const pieces = outcomePieces(inBatches(outcomes), await outcomeWriter(options));
  return writePieces(path, pieces, { s3, signal });
}

/**
 * Writes the saved outcomes of a run into one file, as {@link writeOutcomes} does with those of {@link readSavedOutcomes}.
 *
 * A table in their own order is made of their lines as they stand, with no object for each. Memory: as these two; of a table 16 MiB.
 *
 * @param path The file, whose folder is made where it is not there; or the S3 URI of an object.
 * @param run Run of a dataset in a folder or in S3.
 * @param options In which format and order, of a table its columns, what answers have to be, and how S3 is reached.
 * @returns How many there are; none of jobs whose outcomes are not saved.
 * @throws As {@link writeOutcomes} and {@link readSavedOutcomes}.
 */
export async function writeSavedOutcomes(
  path: string,
  run: Run,
  { s3, signal, ...options }: SavedFileOptions & ObjectWriting = {},
): Promise<number> {
  return writePieces(path, await savedPieces(run, options), { s3, signal });
}

/** Writes what is made of outcomes into one file or object, which is only seen once it is whole. */
export async function writePieces(
  path: string,
  pieces: OutcomePieces,
  options: ObjectWriting = {},
): Promise<number> {
  return writeWhole(await wholeFileAt(path, options), pieces);
}
