import { datasetFile, outcomesPath, type Run } from '../../dataset/index.ts';
import { fileBlocks, LARGEST_LINE_BYTES, lineOf, PlainLineEngine } from '../../engine/index.ts';
import { pathKind } from '../../io/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { rejectedFile } from './save-rejected.ts';

/**
 * Reads the outcomes that `saveOutcomes` or `runDataset` wrote, job by job, and at the end those of rows that the build set aside.
 *
 * Memory: one block of lines.
 *
 * @param run Run of a dataset in a folder.
 * @yields Outcomes in the order they were written; none for jobs whose outcomes are not saved.
 */
export async function* readSavedOutcomes(run: Run): AsyncGenerator<Outcome, void, undefined> {
  for (const { folder, saved } of run.state.jobs) {
    if (saved === undefined) continue;
    const path = datasetFile(run.dataset, outcomesPath(run.name, folder));
    if ((await pathKind(path)) === 'file') yield* readFile(path);
  }
  const rejected = await rejectedFile(run);
  if (rejected?.isSaved === true) yield* readFile(rejected.path);
}

function* readFile(path: string): Generator<Outcome, void, undefined> {
  const decoder = new TextDecoder();
  for (const block of fileBlocks(path, new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }))) {
    for (let index = 0; index < block.count; index += 1) {
      yield JSON.parse(decoder.decode(lineOf(block, index))) as Outcome;
    }
  }
}
