import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder, syncFolder } from './durable.ts';
import { TEMPORARY_PREFIX } from './temporary-prefix.ts';
import { writing } from './write-error.ts';

/** Names a temporary file beside the file it will become. */
export function temporaryPath(path: string): string {
  return join(
    dirname(path),
    `${TEMPORARY_PREFIX}${basename(path)}.${randomBytes(4).toString('hex')}`,
  );
}

/**
 * Replaces a file in one step: readers see the old text or the new one, also when the machine stops in between. Once this returns, the
 * disk has the new one.
 *
 * @throws {DatasetError} `DATASET_WRITE`; the old text is there then.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = temporaryPath(path);
  await writing(path, async () => {
    await makeFolder(dirname(path));
    try {
      await writeSynced(temporary, text);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  });
}

/**
 * Makes a file in one step that is not there yet: of all that try at once one does. Once this returns, the disk has it.
 *
 * @returns False where there is one already; it is left as it is.
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function createFile(path: string, text: string): Promise<boolean> {
  const temporary = temporaryPath(path);
  return writing(path, async () => {
    await makeFolder(dirname(path));
    try {
      await writeSynced(temporary, text);
      return await nameOnce(temporary, path);
    } finally {
      await rm(temporary, { force: true });
      await syncFolder(dirname(path));
    }
  });
}

/** File systems without hard links say one of these. */
export const NO_LINKS: ReadonlySet<string> = new Set([
  ...['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'],
]);

/** Gives a file a second name that nothing has; where that cannot be it is copied, and whoever looks meanwhile sees a part of it. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!NO_LINKS.has(code) && code !== 'EXDEV') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** Tells whether a file was given a name, which nothing had. */
async function nameOnce(from: string, to: string): Promise<boolean> {
  try {
    await linkOrCopy(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
