import { rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatasetError, quote } from '../../core/index.ts';
import { makeFolder } from '../writing/durable.ts';
import { entriesOf, isTemporary, removeAll } from '../writing/folders.ts';
import { writeError, writing } from '../writing/write-error.ts';
import { atWork, busy, perhapsAtWork, perhapsBusy, unclearOwner } from './busy.ts';
import {
  EMPTY,
  makeOwnerFile,
  newToken,
  type OwnerRecord,
  type OwnerWork,
  readOwnerFile,
  writeOwner,
} from './owner-file.ts';
import { livenessOf, thisProcess } from './process-identity.ts';

/** Name of the file that says who works in a folder. It begins like whatever a writer did not finish. */
export const OWNER_NAME = '.bedrock-batch-owner';

/** Milliseconds between two looks at an owner that only saves something. */
const LOOK_AGAIN = 10;
/** How often it is looked at: for two seconds, which no save takes. */
const MOST_LOOKS = 200;
/** Each round is one more process that was faster. */
const MOST_ROUNDS = 1000;

/** A folder that this process alone writes to, until it lets go of it. */
export interface FolderOwner {
  readonly folder: string;
  /** Whether it was not let go of. */
  readonly isHeld: boolean;
  /**
   * Makes sure that nobody has taken the folder away meanwhile, before what was worked for is put there.
   *
   * @throws {DatasetError} `DATASET_WRITE` where the folder, or the owner file in it, was removed.
   */
  requireHeld(): Promise<void>;
  /** Removes what writers in the folder, or in one directly below it, did not finish, who all have ended. */
  sweep(below?: string): Promise<void>;
  /** Lets go of the folder, and removes it where nothing is in it. Calling it again does nothing. */
  release(): Promise<void>;
}

/**
 * Makes this process the only one that writes to a folder, which is made where there is none.
 *
 * Of all that try at once one gets it. An owner that has ended, in whatever way, is followed; one that may still run never is. One that
 * only saves something is waited for.
 *
 * @throws {DatasetError} `DATASET_BUSY` where another process works in it, or may do so; `DATASET_WRITE`.
 */
export async function claimFolder(folder: string, work: OwnerWork): Promise<FolderOwner> {
  const since = new Date().toISOString();
  const owner: OwnerRecord = { token: newToken(), work, since, process: thisProcess() };
  const made = await claimFile(folder, OWNER_NAME, owner);
  return new HeldFolder(folder, owner.token, made);
}

/** Says who works in a folder, or may do so, in a sentence without its period; undefined where nobody does, or who did has ended. */
export async function whoWorksIn(folder: string): Promise<string | undefined> {
  const there = await readOwnerFile(join(folder, OWNER_NAME));
  if (there === undefined) return undefined;
  if ('fault' in there)
    return `A process may be working in ${quote(folder, 200)}: its ${OWNER_NAME} cannot be used, for ${there.fault}`;
  const liveness = livenessOf(there.process);
  if (liveness === 'ended') return undefined;
  return liveness === 'running' ? atWork(folder, there) : perhapsAtWork(folder, there);
}

/** Tells whether a folder is left of a process that worked in it and has certainly ended. */
export async function hasEndedOwner(folder: string): Promise<boolean> {
  const there = await readOwnerFile(join(folder, OWNER_NAME));
  return there !== undefined && 'process' in there && livenessOf(there.process) === 'ended';
}

/**
 * Removes what processes left in a folder that have all ended, one of them perhaps while it let go. Nothing is done where one may
 * still work there, and nothing is thrown where the folder cannot be written to: nobody is harmed by what stays.
 */
export async function sweepAfterEnded(folder: string): Promise<void> {
  if (!(await entriesOf(folder)).some(isTemporary)) return;
  if ((await whoWorksIn(folder)) !== undefined) return;
  try {
    const owner = await claimFolder(folder, 'save');
    try {
      await owner.sweep();
    } finally {
      await owner.release();
    }
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
  }
}

class HeldFolder implements FolderOwner {
  readonly folder: string;
  readonly #token: string;
  /** Folders that were made for it, the innermost first. */
  readonly #made: readonly string[];
  #isHeld = true;

  constructor(folder: string, token: string, made: readonly string[]) {
    this.folder = folder;
    this.#token = token;
    this.#made = made;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  async requireHeld(): Promise<void> {
    if (await isOwnedBy(join(this.folder, OWNER_NAME), this.#token)) return;
    const message = `The folder ${quote(this.folder, 200)} was removed, or its ${OWNER_NAME}, while this process worked in it; nothing was written`;
    throw new DatasetError('DATASET_WRITE', message, {
      path: this.folder,
      hint: 'Let the folder be until the command has ended, and repeat it',
    });
  }

  async sweep(below = ''): Promise<void> {
    const folder = join(this.folder, below);
    for (const name of await entriesOf(folder)) {
      if (isTemporary(name) && name !== OWNER_NAME) await removeAll(join(folder, name));
    }
  }

  async release(): Promise<void> {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    await letGo(join(this.folder, OWNER_NAME), this.#token);
    for (const folder of new Set([this.folder, ...this.#made])) {
      if (!(await removeEmpty(folder))) return;
    }
  }
}

/** Only a folder with nothing in it can be removed so, and nothing is lost where it cannot. */
async function removeEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes an owner file of that name, or puts it in the place of one whose process has ended.
 *
 * @returns The folders that were made for it, the innermost first.
 */
async function claimFile(
  folder: string,
  name: string,
  owner: OwnerRecord,
): Promise<readonly string[]> {
  const path = join(folder, name);
  const made: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    made.push(...(await writing(folder, () => makeFolder(folder))));
    if (await make(path, owner)) return made;
    const there = await endedOwner(folder, path);
    if (there !== undefined && (await follow(folder, path, there, owner))) return made;
  }
  throw unclearOwner(folder, 'it changes all the time', path);
}

/** The folder may be removed by who lets go of it at this very moment. */
async function make(path: string, owner: OwnerRecord): Promise<boolean> {
  try {
    return await makeOwnerFile(path, owner);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw writeError(path, error);
  }
}

/**
 * Gives the owner that has ended; undefined where there is none any more.
 *
 * @throws {DatasetError} `DATASET_BUSY` where it has not, or nobody knows.
 */
async function endedOwner(folder: string, path: string): Promise<OwnerRecord | undefined> {
  for (let looks = 0; ; looks += 1) {
    const there = await readOwnerFile(path);
    if (there === undefined) return undefined;
    const isLast = looks >= MOST_LOOKS;
    if ('fault' in there) {
      // without hard links a file is empty for a moment
      if (isLast || there.fault !== EMPTY) throw unclearOwner(folder, there.fault, path);
    } else {
      const liveness = livenessOf(there.process);
      if (liveness === 'ended') return there;
      if (liveness === 'unknown') throw perhapsBusy(folder, there, path);
      if (isLast || there.work !== 'save') throw busy(folder, there);
    }
    await sleep(LOOK_AGAIN);
  }
}

/**
 * Puts an owner into the place of one that has ended.
 *
 * Only who owns the file named after that one's token may replace it, so that of several who saw it end one does. The others
 * find another token in its place. Who ends in the middle is followed in the same way.
 *
 * @returns False where another one was faster.
 */
async function follow(
  folder: string,
  path: string,
  ended: OwnerRecord,
  owner: OwnerRecord,
): Promise<boolean> {
  const name = `${OWNER_NAME}.${ended.token}`;
  const key: OwnerRecord = { ...owner, token: newToken(), work: 'save' };
  await claimFile(folder, name, key);
  try {
    if (!(await isOwnedBy(path, ended.token))) return false;
    await rename(await writeOwner(path, owner), path);
    return true;
  } catch (cause) {
    throw writeError(path, cause);
  } finally {
    await letGo(join(folder, name), key.token);
  }
}

async function isOwnedBy(path: string, token: string): Promise<boolean> {
  const there = await readOwnerFile(path);
  return there !== undefined && 'token' in there && there.token === token;
}

/** What cannot be removed names a process that has ended as soon as this one has. */
async function letGo(path: string, token: string): Promise<void> {
  if (await isOwnedBy(path, token)) await rm(path, { force: true }).catch(() => undefined);
}
