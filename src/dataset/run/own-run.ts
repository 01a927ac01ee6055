import { dirname } from 'node:path';
import { DatasetError, quote } from '../../core/index.ts';
import { isTemporary } from '../../io/index.ts';
import { type Dataset, openAgain } from '../dataset.ts';
import { runStateName } from '../layout.ts';
import { requireRunName } from './run-name.ts';

/** A run that this process alone writes to, until it lets go of it. */
export interface RunOwner {
  /** Whether it was neither let go of nor lost. */
  readonly isHeld: boolean;
  /** Lets go of it. Calling it again does nothing. */
  release(): Promise<void>;
}

/** Folder of a run, below its dataset. */
export function runFolder(run: string): string {
  return dirname(runStateName(requireRunName(run)));
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
  if (isKeptElsewhere(dataset)) return nobody();
  const owner = await dataset.home.claim(runFolder(run), 'run');
  try {
    for (const below of ['', 'outcomes', 'retries']) await owner.sweep(below);
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
  return isKeptElsewhere(dataset) ? nobody() : dataset.home.claim(runFolder(run), 'save');
}

/** Says who works on a run, or may do so, in a sentence without its period; undefined where none does. */
export function whoWorksOn({ home }: Dataset, run: string): Promise<string | undefined> {
  return home.whoWorksIn(runFolder(run));
}

function isKeptElsewhere({ home, store }: Dataset): boolean {
  return store !== home.store;
}

function nobody(): RunOwner {
  return { isHeld: true, release: async () => {} };
}

/** What a build left that was killed while it replaced the dataset. */
async function sweepDataset({ home }: Dataset): Promise<void> {
  if (!(await home.names('')).some(isTemporary)) return;
  const owner = await home.claim('', 'save');
  try {
    await owner.sweep();
  } finally {
    await owner.release();
  }
}

async function requireSame(dataset: Dataset): Promise<void> {
  const { folder, manifest } = dataset;
  const now = await openAgain(dataset);
  if (now.manifest.digest === manifest.digest) return;
  throw new DatasetError(
    'DATASET_CHANGED',
    `The dataset in ${quote(folder, 200)} was replaced by another one in the meantime; nothing was submitted`,
    { path: folder, hint: 'Look at what was built there, and repeat the command' },
  );
}
