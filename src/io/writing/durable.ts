import { closeSync, fsyncSync, openSync } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** How systems say that a folder cannot be opened or synced as a file is; those need not be asked to, or cannot be. */
const NO_FOLDER_SYNC = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']);

/** How often others may remove a folder while one is made in it. */
const MOST_REMOVALS = 100;

/**
 * Waits until the disk has the names that stand in a folder: a file that was renamed there is then found after a power failure too.
 * Nothing happens where the system has no such thing, as Windows has not.
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    await syncPath(path);
  } catch (error) {
    if (!cannotSync(error)) throw error;
  }
}

/** Waits at once until the disk has an open file, where that may be asked for. */
export function syncNow(descriptor: number): void {
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!isSyncForbidden(error)) throw error;
  }
}

/** Whether Node's permission model is in force, which forbids to sync by descriptor and allows it by file handle. */
export function isSyncForbidden(error: unknown): boolean {
  return codeOf(error) === 'ERR_ACCESS_DENIED';
}

/** {@link syncFolder} at once. */
export function syncFolderNow(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    try {
      syncNow(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!cannotSync(error)) throw error;
  }
}

/** Waits until the disk has a folder, all files below it and their names. Files are synced one after the other. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncFolder(folder);
}

/**
 * Makes a folder and those it lies in, whose names the disk then has; gives those it made, the innermost first.
 *
 * One after the other: what Node makes at once it calls missing where the disk is read-only (nodejs/node#47098).
 */
export async function makeFolder(path: string): Promise<readonly string[]> {
  const made: string[] = [];
  for (let left = MOST_REMOVALS; ; left -= 1) {
    try {
      await makeInto(made, resolve(path));
      return made.toReversed();
    } catch (error) {
      // it may be gone again where it was just there, and so may those above
      if (left === 0 || !/^(?:ENOENT|EEXIST)$/.test(codeOf(error))) throw error;
    }
  }
}

/** @param made Takes the folders that were made, the outermost first. */
async function makeInto(made: string[], folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (await isFolder(folder)) return;
    const isRoot = folder === dirname(folder);
    if (isRoot || codeOf(error) !== 'ENOENT') throw error;
    await makeInto(made, dirname(folder));
    await mkdir(folder);
  }
  made.push(folder);
  await syncFolder(dirname(folder));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function cannotSync(error: unknown): boolean {
  return NO_FOLDER_SYNC.has(codeOf(error));
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
