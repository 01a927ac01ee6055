import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Beginning of the names of files that are not finished; whoever finds one without its writer may remove it. */
export const TEMPORARY_PREFIX = '.bedrock-batch-';

/** Names a temporary file beside the file it will become. */
export function temporaryPath(path: string): string {
  return join(
    dirname(path),
    `${TEMPORARY_PREFIX}${basename(path)}.${randomBytes(4).toString('hex')}`,
  );
}

/**
 * Replaces a file in one step: readers see the old text or the new one, also when the machine stops in between.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  try {
    await writeSynced(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
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
