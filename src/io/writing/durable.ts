import { closeSync, fsyncSync, openSync } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** How systems say that a folder cannot be opened or synced as a file is; those need not be asked to, or cannot be. */
const NO_FOLDER_SYNC = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']);

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

/** {@link syncFolder} at once. */
export function syncFolderNow(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
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

/** Makes a folder and those it lies in, whose names the disk then has; gives those it made, the innermost first. */
export async function makeFolder(path: string): Promise<readonly string[]> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return [];
  const top = dirname(resolve(first));
  const made: string[] = [];
  for (let folder = resolve(path); folder !== top; folder = dirname(folder)) {
    if (folder === dirname(folder)) break;
    await syncFolder(dirname(folder));
    made.push(folder);
  }
  return made;
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
  return NO_FOLDER_SYNC.has((error as NodeJS.ErrnoException).code ?? '');
}
