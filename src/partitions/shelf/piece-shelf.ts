import type { Home } from '../../io/index.ts';
import { FolderShelf } from './folder-shelf.ts';
import { S3Shelf } from './s3-shelf.ts';

/** Where the pieces of a plan lie, beside what will be the dataset. */
export interface PieceShelf {
  /** Path of the folder of a piece below the home; undefined where it is not built. */
  find(index: number): Promise<string | undefined>;
  /**
   * Makes a piece and puts it there, seen only once it is whole. Where another process was faster, that one's stays: both are the same.
   *
   * @param make Makes it in a folder that is not there yet.
   */
  put<Made>(index: number, make: (folder: string) => Promise<Made>): Promise<Made>;
}

/**
 * Gives the shelf of a plan.
 *
 * @param plan What tells the plan from others.
 */
export function shelfOf(home: Home, plan: string, signal: AbortSignal | undefined): PieceShelf {
  const { folder, prefix } = home;
  if (prefix !== undefined) return new S3Shelf({ home, prefix, plan, signal });
  return new FolderShelf(home, folder ?? home.address);
}
