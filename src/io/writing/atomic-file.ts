import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder, syncFolder } from './durable.ts';
import { writing } from './write-error.ts';

/** Beginning of the names of files that are not finished; whoever owns the folder may remove them, for their writers have ended. */
export const TEMPORARY_PREFIX = '.bedrock-batch-';

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

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
