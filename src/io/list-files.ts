import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readError } from './file-reader.ts';

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

/** Lists the files below a folder whose names end in `suffix`, as paths below it with slashes, sorted. */
export async function listFiles(folder: string, suffix: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
