import { type Run, rejectedOutcomesPath } from '../../dataset/index.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { OutcomeLines } from '../outcomes/outcome-lines.ts';
import type { RunReading } from '../reading/run-reading.ts';
import { rejectedOf } from '../rejected/kept-rejected.ts';
import { readRejectedOutcomes } from '../rejected/read-rejected-outcomes.ts';
import { outcomePieces } from './outcome-pieces.ts';
import { wholeFileIn, writeWhole } from './whole-file.ts';

/** The file with the outcomes of rows that the build set aside. */
export interface RejectedFile {
  /** Its path below the dataset. */
  readonly path: string;
  /** Whether it is there: nothing in it changes any more. */
  readonly isSaved: boolean;
}

/** Gives the file for the rows that the build set aside; undefined where there are none. */
export async function rejectedFile(run: Run): Promise<RejectedFile | undefined> {
  if (rejectedOf(run.dataset) === undefined) return undefined;
  const path = rejectedOutcomesPath(run.name);
  return { path, isSaved: (await run.dataset.home.size(path)) !== undefined };
}

/** Writes the outcomes of the rows that were set aside into a file that is only seen once it is whole. */
export async function saveRejected({ path }: RejectedFile, reading: RunReading): Promise<void> {
  const { run, options } = reading;
  const batches = inBatches(readRejectedOutcomes(reading));
  const file = await wholeFileIn(run.dataset.home, path, options.signal);
  await writeWhole(file, outcomePieces(batches, new OutcomeLines()));
}
