import { LineFile } from '../../io/index.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/**
 * Writes outcomes into one file, a line of JSON each, which is only seen once it is whole and the disk has it.
 *
 * A file that is there is replaced then; until then, and where anything goes wrong, it stays as it is. Memory: about 1 MiB.
 *
 * @param path The file; its folder is made where it is not there.
 * @param outcomes Such as those of {@link readOutcomes} or {@link readSavedOutcomes}.
 * @returns How many there are.
 * @throws {DatasetError} `DATASET_WRITE`, and what reading the outcomes throws.
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
): Promise<number> {
  const file = new LineFile(path);
  let count = 0;
  try {
    for await (const outcome of outcomes) {
      file.add(formatOutcome(outcome));
      count += 1;
    }
    file.finish();
    return count;
  } catch (error) {
    file.abandon();
    throw error;
  }
}
