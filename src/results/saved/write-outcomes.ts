import { join } from 'node:path';
import type { Run } from '../../dataset/index.ts';
import { claimWorkBeside, LineFile } from '../../io/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { type OutcomeFileOptions, outcomeWriter } from '../table/outcome-writer.ts';
import { type OutcomePieces, outcomePieces } from './outcome-pieces.ts';
import { type SavedFileOptions, savedPieces } from './saved-pieces.ts';

/**
 * Writes outcomes into one file, a line of JSON each, as CSV or as Parquet, which is only seen once it is whole and the disk has it.
 *
 * A file that is there is replaced then; until then, and where anything goes wrong, it stays as it is. What a killed process left of the same
 * file is removed. Memory: about 1 MiB, and as
 * CSV what {@link outcomesToCsv} needs.
 *
 * @param path The file; its folder is made where it is not there.
 * @param outcomes Such as those of {@link readOutcomes} or {@link readSavedOutcomes}.
 * @param options In which format, and of a table its columns.
 * @returns How many there are.
 * @throws {DatasetError} `DATASET_WRITE`, and what reading the outcomes throws.
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
  options: OutcomeFileOptions = {},
): Promise<number> {
  return writePieces(path, outcomePieces(inBatches(outcomes), await outcomeWriter(options)));
}

/**
 * Writes the saved outcomes of a run into one file, as {@link writeOutcomes} does with those of {@link readSavedOutcomes}.
 *
 * A table in their own order is made of their lines as they stand, with no object for each. Memory: as these two; of a table 16 MiB.
 *
 * @param path The file; its folder is made where it is not there.
 * @param run Run of a dataset in a folder.
 * @param options In which format and order, of a table its columns, and what answers have to be.
 * @returns How many there are; none of jobs whose outcomes are not saved.
 * @throws As {@link writeOutcomes} and {@link readSavedOutcomes}.
 */
export async function writeSavedOutcomes(
  path: string,
  run: Run,
  options: SavedFileOptions = {},
): Promise<number> {
  return writePieces(path, await savedPieces(run, options));
}

/** Writes what is made of outcomes into one file, which is only seen once it is whole. */
export async function writePieces(path: string, pieces: OutcomePieces): Promise<number> {
  const work = await claimWorkBeside(path);
  try {
    return await writeInto(new LineFile(path, join(work.folder, 'outcomes')), pieces);
  } finally {
    await work.release();
  }
}

async function writeInto(file: LineFile, pieces: OutcomePieces): Promise<number> {
  try {
    let piece = await pieces.next();
    for (; piece.done !== true; piece = await pieces.next()) file.appendBytes(piece.value);
    file.finish();
    return piece.value;
  } catch (error) {
    file.abandon();
    throw error;
  } finally {
    await pieces.return(0);
  }
}
