import { basename, dirname, join } from 'node:path';
import { temporaryPath } from '../writing/atomic-file.ts';
import { entriesOf, removeAll } from '../writing/folders.ts';
import { TEMPORARY_PREFIX } from '../writing/temporary-prefix.ts';
import { writeError } from '../writing/write-error.ts';
import { claimFolder, type FolderOwner, hasEndedOwner } from './folder-owner.ts';

/** What {@link temporaryPath} puts behind the name of the file. */
const SUFFIX = /^[0-9a-f]{8}$/;

/**
 * Makes a folder of this process beside a file, to write the file in, and removes those of writers of the same file that were killed.
 *
 * Others may write the same file meanwhile, each in a folder of its own: the last one to finish it wins.
 *
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function claimWorkBeside(path: string): Promise<FolderOwner> {
  await removeLeftOvers(path);
  return claimFolder(temporaryPath(path), 'save').catch((error: Error) => {
    // who asked for the file knows nothing of the folder
    throw error.cause === undefined ? error : writeError(path, error.cause);
  });
}

async function removeLeftOvers(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `${TEMPORARY_PREFIX}${basename(path)}.`;
  // a folder that cannot be listed can be written to all the same
  const names = await entriesOf(folder).catch(() => []);
  for (const name of names) {
    const isWork = name.startsWith(prefix) && SUFFIX.test(name.slice(prefix.length));
    if (isWork && (await hasEndedOwner(join(folder, name)))) await removeAll(join(folder, name));
  }
}
