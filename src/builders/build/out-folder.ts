import { join } from 'node:path';
import { DatasetError, InvalidOptionError, quote } from '../../core/index.ts';
import {
  type Dataset,
  MANIFEST_NAME,
  NUMBERS_NAME,
  openDataset,
  REJECTED_NAME,
  REPEATS_NAME,
  ROWS_NAME,
  RUNS_FOLDER,
} from '../../dataset/index.ts';
import {
  entriesOf,
  type FolderOwner,
  isTemporary,
  listFiles,
  pathKind,
  removeAll,
  whoWorksIn,
} from '../../io/index.ts';

const JOBS = 'jobs';
const OURS: ReadonlySet<string> = new Set([
  ...[MANIFEST_NAME, ROWS_NAME, NUMBERS_NAME, REPEATS_NAME, REJECTED_NAME],
  ...[JOBS, RUNS_FOLDER],
]);
const SHARD = /^\d{4,}\/(shard-\d{5,}\.jsonl|media\/.+)$/;

/** What a build finds where it was told to write. */
export type OutFolder =
  | { readonly kind: 'free' }
  /** The dataset that was asked for is there already. */
  | { readonly kind: 'same'; readonly dataset: Dataset }
  /** Another dataset is there, and the caller wants it replaced. */
  | { readonly kind: 'replace' };

/** What a build wants to write. */
export interface OutClaim {
  readonly buildKey: string | undefined;
  readonly replace: boolean;
  /** What may stand there besides. */
  readonly beside?: string | undefined;
}

/**
 * Looks at the folder a build is to write and refuses whatever it would harm. It writes and removes nothing.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where a file stands there.
 * @throws {DatasetError} `DATASET_FOREIGN_FILES` where files of others are there, `DATASET_EXISTS` where another
 *   dataset is there, or one that has runs.
 */
export async function lookAtOutFolder(folder: string, claim: OutClaim): Promise<OutFolder> {
  if ((await pathKind(folder)) === 'file') throw noFolder(folder);
  const entries = await entriesOf(folder);
  const foreign = entries.find((name) => !isOurs(name) && name !== claim.beside);
  if (foreign !== undefined) throw foreignFiles(folder, foreign);
  if (!entries.includes(MANIFEST_NAME)) return { kind: 'free' };
  const dataset = await openDataset(folder);
  if (claim.buildKey !== undefined && dataset.manifest.buildKey === claim.buildKey)
    return { kind: 'same', dataset };
  if (!claim.replace) throw otherDataset(folder, claim.buildKey === undefined);
  await refuseRuns(folder);
  return { kind: 'replace' };
}

/**
 * Looks at a folder that this process owns, and removes what builds left there that did not finish.
 *
 * @throws As {@link lookAtOutFolder}.
 */
export async function clearOutFolder(owner: FolderOwner, claim: OutClaim): Promise<OutFolder> {
  const found = await lookAtOutFolder(owner.folder, claim);
  if (found.kind === 'free') {
    const entries = await entriesOf(owner.folder);
    await removeLeftovers(
      owner.folder,
      entries.filter((name) => name !== claim.beside),
    );
  }
  await owner.sweep();
  return found;
}

/**
 * Refuses to replace a dataset that has runs; asked again at the end, because a build takes long enough to begin one.
 *
 * @throws {DatasetError} `DATASET_EXISTS`.
 */
export async function refuseRuns(folder: string): Promise<void> {
  const runs = join(folder, RUNS_FOLDER);
  for (const name of await entriesOf(runs)) {
    if (await isRun(join(runs, name))) throw hasRuns(folder);
  }
}

/** Where nothing is but what an owner left that has ended, no run was begun. */
async function isRun(folder: string): Promise<boolean> {
  if ((await pathKind(folder)) !== 'folder') return true;
  const entries = await entriesOf(folder);
  return entries.some((name) => !isTemporary(name)) || (await whoWorksIn(folder)) !== undefined;
}

function isOurs(name: string): boolean {
  return OURS.has(name) || isTemporary(name);
}

async function removeLeftovers(folder: string, entries: readonly string[]): Promise<void> {
  if (entries.includes(RUNS_FOLDER)) throw foreignFiles(folder, RUNS_FOLDER);
  if (entries.includes(JOBS)) {
    const strange = (await listFiles(join(folder, JOBS), '')).find((path) => !SHARD.test(path));
    if (strange !== undefined) throw foreignFiles(folder, `${JOBS}/${strange}`);
  }
  for (const name of entries) if (!isTemporary(name)) await removeAll(join(folder, name));
}

function noFolder(path: string): InvalidOptionError {
  return new InvalidOptionError(
    `${quote(path)} is a file, and a dataset is a folder; nothing was written`,
    {
      option: 'out',
      expected: 'a folder that is empty or not there yet',
      received: 'a file',
      hint: 'Choose a folder that is empty or not there yet',
    },
  );
}

function foreignFiles(folder: string, name: string): DatasetError {
  const message = `The folder ${quote(folder)} holds ${quote(name)}, which no build of a dataset left there`;
  return new DatasetError('DATASET_FOREIGN_FILES', `${message}; nothing was written`, {
    path: folder,
    hint: 'Choose a folder that is empty or not there yet with --out',
  });
}

function otherDataset(folder: string, nameless: boolean): DatasetError {
  const why = nameless
    ? 'whose source cannot be compared with the one now given'
    : 'built from another source, with other options or by another version';
  return new DatasetError(
    'DATASET_EXISTS',
    `The folder ${quote(folder)} holds a dataset ${why}; nothing was written`,
    {
      path: folder,
      hint: 'Choose another --out, or replace the dataset with --replace',
    },
  );
}

function hasRuns(folder: string): DatasetError {
  return new DatasetError(
    'DATASET_EXISTS',
    `The dataset in ${quote(folder)} has runs, so it is not replaced; nothing was written`,
    {
      path: folder,
      hint: 'Choose another --out; the outcomes of a run are only joined by the dataset they were paid for',
    },
  );
}
