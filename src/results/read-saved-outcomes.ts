import { datasetFile, outcomesPath, type Run } from '../dataset/index.ts';
import { LARGEST_LINE_BYTES, PlainLineEngine } from '../engine/index.ts';
import { openFileReader, pathKind } from '../io/index.ts';
import type { Outcome } from './outcome.ts';

const READ_BYTES = 1 << 20;

/**
 * Reads the outcomes that `saveOutcomes` or `runDataset` wrote, job by job.
 *
 * Memory: one block of lines.
 *
 * @param run Run of a dataset in a folder.
 * @yields Outcomes in the order they were written; none for jobs whose outcomes are not saved.
 */
export async function* readSavedOutcomes(run: Run): AsyncGenerator<Outcome, void, undefined> {
  for (const { folder } of run.dataset.manifest.jobs) {
    const path = datasetFile(run.dataset, outcomesPath(run.name, folder));
    if ((await pathKind(path)) === 'file') yield* readFile(path);
  }
}

function* readFile(path: string): Generator<Outcome, void, undefined> {
  const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
  const reader = openFileReader(path);
  const decoder = new TextDecoder();
  try {
    for (
      let bytes = reader.read(engine.room(READ_BYTES));
      bytes > 0;
      bytes = reader.read(engine.room(READ_BYTES))
    ) {
      const block = engine.push(bytes);
      for (let line = 0, start = 0; line < block.count; line += 1) {
        const end = block.ends[line] ?? start;
        yield JSON.parse(decoder.decode(block.bytes.subarray(start, end))) as Outcome;
        start = end;
      }
    }
  } finally {
    reader.close();
  }
}
