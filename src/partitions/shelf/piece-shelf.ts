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
   * @param make Makes it in a home that nobody else knows, with its manifest last.
   */
  put<Made>(index: number, make: (home: Home) => Promise<Made>): Promise<Made>;
}

/**
 * Gives the shelf of a plan.
 *
 * @param plan What tells the plan from others.
 */
export function shelfOf(home: Home, plan: string): PieceShelf {
  const { folder } = home;
  return folder === undefined ? new S3Shelf(home, plan) : new FolderShelf(home, folder);
}
