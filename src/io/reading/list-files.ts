import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readError } from '../read-error.ts';

/** What stands at a path. */
export type PathKind = 'file' | 'folder' | 'missing';

/** Tells what stands at a path. */
export async function pathKind(path: string): Promise<PathKind> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return 'missing';
    throw readError(path, cause);
  }
}

/**
 * Lists the files below a folder whose names end in `suffix`, as paths below it with slashes, sorted.
 *
 * Links are followed, as those who copy a folder to S3 do; one that leads to nothing or back up is left out.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ` where a folder cannot be read.
 */
export async function listFiles(folder: string, suffix: string): Promise<readonly string[]> {
  const found: string[] = [];
  await visit({ folder, below: '', above: [] }, (path) => {
    if (path.endsWith(suffix)) found.push(path);
  });
  return found.sort();
}

/** A folder on the way down. */
interface Visited {
  readonly folder: string;
  /** Its path below the first one, with a slash at its end. */
  readonly below: string;
  /** The real paths of the folders above it. */
  readonly above: readonly string[];
}

async function visit(
  { folder, below, above }: Visited,
  onFile: (path: string) => void,
): Promise<void> {
  const here = [...above, await attempt(folder, () => realpath(folder))];
  for (const entry of await attempt(folder, () => readdir(folder, { withFileTypes: true }))) {
    const path = join(folder, entry.name);
    const kind = await kindOf(entry, path, here);
    if (kind === 'file') onFile(below + entry.name);
    if (kind === 'folder') {
      await visit({ folder: path, below: `${below}${entry.name}/`, above: here }, onFile);
    }
  }
}

/** What an entry is or leads to; pipes and devices are neither file nor folder. */
async function kindOf(
  entry: Dirent,
  path: string,
  above: readonly string[],
): Promise<'file' | 'folder' | undefined> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return undefined;
  try {
    const target = await stat(path);
    if (target.isFile()) return 'file';
    return target.isDirectory() && !above.includes(await realpath(path)) ? 'folder' : undefined;
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code === 'ENOENT' || cause.code === 'ELOOP') return undefined;
    throw readError(path, cause);
  }
}

async function attempt<Value>(path: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (cause) {
    throw readError(path, cause as NodeJS.ErrnoException);
  }
}
