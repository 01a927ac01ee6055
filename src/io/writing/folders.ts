import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TEMPORARY_PREFIX } from './atomic-file.ts';

/** Names what stands directly in a folder, sorted; empty where there is no such folder. */
export async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Tells whether a name is that of something a writer did not finish. */
export function isTemporary(name: string): boolean {
  return name.startsWith(TEMPORARY_PREFIX);
}

/** Makes a folder to build in below another one; what it will become is renamed out of it. */
export async function makeWorkFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, `${TEMPORARY_PREFIX}work-`));
}

/** Removes a file or a folder with all that is in it; nothing happens where there is none. */
export async function removeAll(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Puts a file into the place of another one, or a folder into that of one that is empty or missing. */
export async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to);
}
