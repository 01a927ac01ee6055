import { join } from 'node:path';
import { DatasetError, InvalidOptionError, quote } from '../../core/index.ts';
import {
  CUT_NAME,
  type Dataset,
  JOBS_FOLDER,
  MANIFEST_NAME,
  NUMBERS_NAME,
  openHome,
  REJECTED_NAME,
  REPEATS_NAME,
  ROWS_NAME,
  RUNS_FOLDER,
} from '../../dataset/index.ts';
import {
  type Home,
  type HomeOwner,
  isTemporary,
  pathKind,
  sweepAfterEnded,
} from '../../io/index.ts';

/** What a dataset has beside its manifest and runs. */
const FILES: readonly string[] = [
  ...[ROWS_NAME, NUMBERS_NAME, REPEATS_NAME, REJECTED_NAME],
  ...[CUT_NAME, JOBS_FOLDER],
];
const OURS: ReadonlySet<string> = new Set([MANIFEST_NAME, ...FILES, RUNS_FOLDER]);
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
 * Looks at the folder or the prefix a build is to write and refuses whatever it would harm. It writes and removes nothing.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where a file stands there.
 * @throws {DatasetError} `DATASET_FOREIGN_FILES` where files of others are there, `DATASET_EXISTS` where another
 *   dataset is there, or one that has runs.
 */
export async function lookAtOutFolder(home: Home, claim: OutClaim): Promise<OutFolder> {
  const { folder } = home;
  if (folder !== undefined && (await pathKind(folder)) === 'file') throw noFolder(folder);
  const entries = await home.names('');
  const foreign = entries.find((name) => !isOurs(name) && name !== claim.beside);
  if (foreign !== undefined) throw foreignFiles(home, foreign);
  if (!entries.includes(MANIFEST_NAME)) return { kind: 'free' };
  const dataset = await openHome(home);
  if (claim.buildKey !== undefined && dataset.manifest.buildKey === claim.buildKey)
    return { kind: 'same', dataset };
  if (!claim.replace) throw otherDataset(home, claim.buildKey === undefined);
  await refuseRuns(home);
  return { kind: 'replace' };
}

/**
 * Looks at a folder that this process owns, and removes what builds left there that did not finish.
 *
 * @throws As {@link lookAtOutFolder}.
 */
export async function clearOutFolder(
  home: Home,
  owner: HomeOwner,
  claim: OutClaim,
): Promise<OutFolder> {
  const found = await lookAtOutFolder(home, claim);
  if (found.kind === 'free') {
    const entries = await requireLeftovers(home);
    for (const name of entries)
      if (!isTemporary(name) && name !== claim.beside) await home.remove(name);
  }
  await owner.sweep();
  if (found.kind !== 'same') await dropUploads(home);
  return found;
}

/** Removes what a build left that was killed once its dataset was whole; one that still runs keeps what it has. */
export async function sweepWhole({ folder }: Home): Promise<void> {
  if (folder !== undefined) await sweepAfterEnded(folder);
}

/** Drops what a killed build sent of objects that never appeared. */
async function dropUploads({ prefix }: Home): Promise<void> {
  if (prefix === undefined) return;
  const { dropUploadsBelow } = await import('../../upload/index.ts');
  for (const name of [`${JOBS_FOLDER}/`, 'rows.']) await dropUploadsBelow(prefix, name);
}

/**
 * Refuses to replace a dataset that has runs; asked again at the end, because a build takes long enough to begin one.
 *
 * @throws {DatasetError} `DATASET_EXISTS`.
 */
export async function refuseRuns(home: Home): Promise<void> {
  for (const name of await home.names(RUNS_FOLDER)) {
    if (await isRun(home, `${RUNS_FOLDER}/${name}`)) throw hasRuns(home);
  }
}

/**
 * Removes a dataset, the manifest first.
 *
 * @param onNone Called once it is none any more, and all else still stands.
 */
export async function removeDataset(
  home: Home,
  onNone: () => Promise<void> = async () => {},
): Promise<void> {
  await home.remove(MANIFEST_NAME);
  await onNone();
  for (const name of FILES) await home.remove(name);
}

/**
 * Removes the dataset that another one is to replace, where it still has no runs; does nothing where none is to be.
 *
 * @param onNone As of {@link removeDataset}.
 * @throws {DatasetError} `DATASET_EXISTS`.
 */
export async function makeRoom(
  home: Home,
  kind: OutFolder['kind'],
  onNone?: () => Promise<void>,
): Promise<void> {
  if (kind !== 'replace') return;
  await refuseRuns(home);
  await removeDataset(home, onNone);
}

/** Where nothing is but what an owner left that has ended, no run was begun. */
async function isRun(home: Home, run: string): Promise<boolean> {
  const { folder } = home;
  if (folder !== undefined && (await pathKind(join(folder, run))) !== 'folder') return true;
  const entries = await home.names(run);
  return entries.some((name) => !isTemporary(name)) || (await home.whoWorksIn(run)) !== undefined;
}

function isOurs(name: string): boolean {
  return OURS.has(name) || isTemporary(name);
}

/**
 * Makes sure that all that is left where no dataset is was left by builds.
 *
 * @returns Its names.
 */
export async function requireLeftovers(home: Home): Promise<readonly string[]> {
  const entries = await home.names('');
  if (entries.includes(RUNS_FOLDER)) throw foreignFiles(home, RUNS_FOLDER);
  const strange = (await home.find(JOBS_FOLDER, '')).find((path) => !SHARD.test(path));
  if (strange !== undefined) throw foreignFiles(home, `${JOBS_FOLDER}/${strange}`);
  return entries;
}

/** Names where a build is to write. */
function placeOf({ address, folder }: Home): string {
  return `The ${folder === undefined ? 'prefix' : 'folder'} ${quote(address)}`;
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

function foreignFiles(home: Home, name: string): DatasetError {
  const message = `${placeOf(home)} holds ${quote(name)}, which no build of a dataset left there`;
  return new DatasetError('DATASET_FOREIGN_FILES', `${message}; nothing was written`, {
    path: home.address,
    hint: 'Choose one that is empty or not there yet with --out',
  });
}

function otherDataset(home: Home, nameless: boolean): DatasetError {
  const why = nameless
    ? 'whose source cannot be compared with the one now given'
    : 'built from another source, with other options or by another version';
  return new DatasetError(
    'DATASET_EXISTS',
    `${placeOf(home)} holds a dataset ${why}; nothing was written`,
    {
      path: home.address,
      hint: 'Choose another --out, or replace the dataset with --replace',
    },
  );
}

function hasRuns(home: Home): DatasetError {
  return new DatasetError(
    'DATASET_EXISTS',
    `The dataset in ${quote(home.address)} has runs, so it is not replaced; nothing was written`,
    {
      path: home.address,
      hint: 'Choose another --out; the outcomes of a run are only joined by the dataset they were paid for',
    },
  );
}
