import { DatasetError, quote } from '../../core/index.ts';
import { isTemporary } from '../../io/index.ts';
import type { Dataset } from '../dataset.ts';
import { runFolder } from './own-run.ts';

/**
 * What to do where the state of a run cannot be used: its requests are made anew from what the command is given, so that their names and tokens are
 * those of before.
 */
export const REPEAT_HINT =
  'repeat the very command that submitted the run: its jobs are found by their names and tokens, and none is paid for again; another run with --run NAME would pay for all of them again';

/** The error for a run that left something in its folder and no state; undefined where it left nothing. */
export async function lostRun(dataset: Dataset, name: string): Promise<DatasetError | undefined> {
  const entries = await dataset.home.names(runFolder(name));
  if (entries.every(isTemporary)) return undefined;
  const { folder } = dataset;
  return new DatasetError(
    'RUN_NOT_FOUND',
    `The run ${quote(name)} of ${quote(folder, 200)} has no run.json: it was lost, or the run was cut short before its first job`,
    { path: folder, hint: `Put it back where you have it; or ${REPEAT_HINT}` },
  );
}
