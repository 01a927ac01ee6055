import { join } from 'node:path';
import { claimWorkBeside, LineFile } from '../../io/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import {
  type OutcomeFileOptions,
  type OutcomeWriter,
  outcomeWriter,
} from '../table/outcome-writer.ts';

/**
 * Writes outcomes into one file, a line of JSON each or as CSV, which is only seen once it is whole and the disk has it.
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
 * @throws {InvalidOptionError} `INVALID_OPTION` for a format that there is not, and for a column that neither an outcome nor a row has.
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
  return writeBatches(path, inBatches(outcomes), options);
}

/** {@link writeOutcomes} of outcomes that come some at a time. */
export async function writeBatches(
  path: string,
  batches: AsyncIterable<Iterable<Outcome>>,
  options: OutcomeFileOptions,
): Promise<number> {
  const writer = outcomeWriter(options);
  const work = await claimWorkBeside(path);
  try {
    return await writeInto(new LineFile(path, join(work.folder, 'outcomes')), batches, writer);
  } finally {
    await work.release();
  }
}

async function writeInto(
  file: LineFile,
  batches: AsyncIterable<Iterable<Outcome>>,
  writer: OutcomeWriter,
): Promise<number> {
  let count = 0;
  try {
    for await (const batch of batches) count += writeBatch(file, batch, writer);
    file.appendBytes(writer.finish());
    file.finish();
    return count;
  } catch (error) {
    file.abandon();
    throw error;
  }
}

function writeBatch(file: LineFile, batch: Iterable<Outcome>, writer: OutcomeWriter): number {
  let count = 0;
  for (const outcome of batch) {
    writer.add(outcome);
    count += 1;
    if (writer.isFull) file.appendBytes(writer.take());
  }
  return count;
}
