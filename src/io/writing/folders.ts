import { mkdir, mkdtemp, readdir, rename, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readError } from '../read-error.ts';
import { linkOrCopy } from './atomic-file.ts';
import { makeFolder, syncFolder, syncTree } from './durable.ts';
import { TEMPORARY_PREFIX } from './temporary-prefix.ts';
import { writing } from './write-error.ts';

/**
 * Names what stands directly in a folder, sorted; empty where there is no such folder.
 *
 * @throws {SourceError} `SOURCE_READ`.
 */
export async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code === 'ENOENT') return [];
    throw readError(folder, cause);
  }
}

/** Tells whether a name is that of something a writer did not finish. */
export function isTemporary(name: string): boolean {
  return name.startsWith(TEMPORARY_PREFIX);
}

/**
 * Makes a folder to build in below another one; what it will become is renamed out of it.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function makeWorkFolder(parent: string): Promise<string> {
  return writing(parent, async () => {
    await makeFolder(parent);
    return mkdtemp(join(parent, `${TEMPORARY_PREFIX}work-`));
  });
}

/**
 * Does work in a folder of its own below that of temporary files, and removes it.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function withWorkFolder<Value>(
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const folder = await makeWorkFolder(tmpdir());
  try {
    return await work(folder);
  } finally {
    await removeAll(folder);
  }
}

/**
 * Removes a file or a folder with all that is in it; nothing happens where there is none.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function removeAll(path: string): Promise<void> {
  await writing(path, () => rm(path, { recursive: true, force: true }));
}

/**
 * Puts a file into the place of another one, or a folder into that of one that is empty or missing.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function moveInto(from: string, to: string): Promise<void> {
  await writing(to, () => rename(from, to));
}

/**
 * Gives a file a second name, in a folder that is made where it is not there; it is copied where the file system has no such thing.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function linkInto(from: string, to: string): Promise<void> {
  await writing(to, async () => {
    await mkdir(dirname(to), { recursive: true });
    await linkOrCopy(from, to);
  });
}

/**
 * Makes a folder that is not there yet.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function provideFolder(folder: string): Promise<void> {
  await writing(folder, () => makeFolder(folder));
}

/**
 * Waits until the disk has a folder with all that is in it.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function keepFolder(folder: string): Promise<void> {
  await writing(folder, () => syncTree(folder));
}

/**
 * Waits until the disk has the names in a folder.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function keepNames(folder: string): Promise<void> {
  await writing(folder, () => syncFolder(folder));
}

/**
 * Cuts a file to its first `bytes` bytes.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function cutFile(path: string, bytes: number): Promise<void> {
  await writing(path, () => truncate(path, bytes));
}
