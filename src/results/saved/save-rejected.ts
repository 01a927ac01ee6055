import { datasetFile, type Run, rejectedOutcomesPath } from '../../dataset/index.ts';
import { LineFile, pathKind } from '../../io/index.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import type { RunReading } from '../reading/run-reading.ts';
import { rejectedOf } from '../rejected/kept-rejected.ts';
import { readRejectedOutcomes } from '../rejected/read-rejected-outcomes.ts';

/** The file with the outcomes of rows that the build set aside. */
export interface RejectedFile {
  readonly path: string;
  /** Whether it is there: nothing in it changes any more. */
  readonly isSaved: boolean;
}

/** Gives the file for the rows that the build set aside; undefined where there are none. */
export async function rejectedFile(run: Run): Promise<RejectedFile | undefined> {
  if (rejectedOf(run.dataset) === undefined) return undefined;
  const path = datasetFile(run.dataset, rejectedOutcomesPath(run.name));
  return { path, isSaved: (await pathKind(path)) === 'file' };
}

/** Writes the outcomes of the rows that were set aside into a file that is only seen once it is whole. */
export async function saveRejected(path: string, reading: RunReading): Promise<void> {
  const file = new LineFile(path);
  try {
    for await (const outcome of readRejectedOutcomes(reading)) file.add(formatOutcome(outcome));
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
}
