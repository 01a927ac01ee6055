import { DatasetError, quote } from '../../core/index.ts';
import { type Dataset, type OpenDatasetOptions, openDataset } from '../dataset.ts';
import { runStateName } from '../layout.ts';
import { lostRun } from './lost-run.ts';
import type { RunOwner } from './own-run.ts';
import { parseRunState } from './parse-run-state.ts';
import { Run } from './run.ts';
import { requireRunName } from './run-name.ts';

/** What {@link openRun} looks for. */
export interface OpenRunOptions extends OpenDatasetOptions {
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
}

/**
 * Opens a run that was begun before, in this process or another one.
 *
 * @param where Folder of the dataset, its S3 URI, or the dataset.
 * @throws {DatasetError} `RUN_NOT_FOUND` where the dataset has no such run, `RUN_STATE` where its state cannot be read,
 *   `DATASET_NOT_FOUND` and `DATASET_MANIFEST` as {@link openDataset}.
 */
export async function openRun(where: string | Dataset, options: OpenRunOptions = {}): Promise<Run> {
  const dataset = typeof where === 'string' ? await openDataset(where, options) : where;
  const name = options.run ?? 'main';
  const run = await findRun(dataset, name);
  if (run !== undefined) return run;
  const lost = await lostRun(dataset, name);
  if (lost !== undefined) throw lost;
  throw new DatasetError(
    'RUN_NOT_FOUND',
    `The dataset in ${quote(dataset.folder)} has no run ${quote(name)}`,
    {
      path: dataset.folder,
      hint: 'Submit the dataset first, or name another run with --run',
    },
  );
}

/**
 * Opens a run; undefined where the dataset has none of that name.
 *
 * @param owner What this process owns it by, where it does.
 */
export async function findRun(
  dataset: Dataset,
  name: string,
  owner?: RunOwner,
): Promise<Run | undefined> {
  const stored = await dataset.store.load(runStateName(requireRunName(name)));
  if (stored === undefined) return undefined;
  const state = parseRunState(stored.text, dataset, name);
  return new Run(dataset, { state, tag: stored.tag }, owner);
}
