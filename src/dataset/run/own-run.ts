import { dirname, join } from 'node:path';
import { DatasetError, quote } from '../../core/index.ts';
import {
  claimFolder,
  entriesOf,
  type FolderOwner,
  isFolderStore,
  isTemporary,
  whoWorksIn,
} from '../../io/index.ts';
import { type Dataset, openDataset } from '../dataset.ts';
import { runStateName } from '../layout.ts';
import { requireRunName } from './run-name.ts';

/** A run that this process alone writes to, until it lets go of it. */
export type RunOwner = Pick<FolderOwner, 'isHeld' | 'release'>;

/** Folder of a run. */
export function runFolder({ folder }: Dataset, run: string): string {
  return join(folder, dirname(runStateName(requireRunName(run))));
}

/**
 * Makes this process the only one that submits a run and keeps its outcomes, and removes what others left there that ended in the middle.
 *
 * Where the caller keeps the states elsewhere, the store alone tells writers apart.
 *
 * @throws {DatasetError} `DATASET_BUSY` where another process works on the run, or replaces the dataset; `DATASET_CHANGED` where it was
 *   replaced since it was opened; `DATASET_WRITE`.
 */
export async function ownRun(dataset: Dataset, run: string): Promise<RunOwner> {
  if (!isFolderStore(dataset.store)) return nobody();
  const owner = await claimFolder(runFolder(dataset, run), 'run');
  try {
    await clearLeftovers(owner);
    // first the run is owned, then this is looked at; a build looks the other way round, so that one of the two sees the other
    await sweepDataset(dataset);
    await requireSame(dataset);
    return owner;
  } catch (error) {
    await owner.release();
    throw error;
  }
}

/** Owns a run for as long as one save takes. */
export async function ownForSave(dataset: Dataset, run: string): Promise<RunOwner> {
  return isFolderStore(dataset.store) ? claimFolder(runFolder(dataset, run), 'save') : nobody();
}

/** Says which process works on a run, or may do so, in a sentence without its period; undefined where none does. */
export function whoWorksOn(dataset: Dataset, run: string): Promise<string | undefined> {
  return whoWorksIn(runFolder(dataset, run));
}

function nobody(): RunOwner {
  return { isHeld: true, release: async () => {} };
}

async function clearLeftovers(owner: FolderOwner): Promise<void> {
  await owner.sweep();
  await owner.sweep('outcomes');
  await owner.sweep('retries');
}

/** What a build left that was killed while it replaced the dataset. */
async function sweepDataset({ folder }: Dataset): Promise<void> {
  if (!(await entriesOf(folder)).some(isTemporary)) return;
  const owner = await claimFolder(folder, 'save');
  try {
    await owner.sweep();
  } finally {
    await owner.release();
  }
}

async function requireSame({ folder, manifest }: Dataset): Promise<void> {
  const now = await openDataset(folder);
  if (now.manifest.digest === manifest.digest) return;
  throw new DatasetError(
    'DATASET_CHANGED',
    `The dataset in ${quote(folder, 200)} was replaced by another one in the meantime; nothing was submitted`,
    { path: folder, hint: 'Look at what was built there, and repeat the command' },
  );
}
