import type { Dataset, Manifest, Shard } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';

/** Where a dataset is put together of pieces that lie in the same home. Nothing of it can be seen as one before its manifest is there. */
export interface JoinPlace {
  readonly home: Home;
  /** Folder of this machine for files that no piece has, laid out as those of the dataset. */
  readonly work: string;
  /** Gives a whole shard of a piece its place in the dataset, without sending its bytes through this machine; the piece keeps it. */
  take(from: string, shard: Pick<Shard, 'path' | 'bytes' | 'crc32' | 'hash'>): Promise<void>;
}

/** What is made in a place: all of the dataset, and whatever its maker knows of it. */
export interface Joined<Known> {
  readonly manifest: Manifest;
  readonly known: Known;
}

/** Gives the place of a dataset that is put together. */
export interface JoinTarget {
  /**
   * Puts a dataset together, unless it is there already.
   *
   * @param join Makes all of it in the place. Where it throws, nothing is left behind but what the next call takes up.
   * @throws {DatasetError} `DATASET_EXISTS`, `DATASET_FOREIGN_FILES`, `DATASET_BUSY`.
   */
  joining<Known>(
    buildKey: string | undefined,
    join: (place: JoinPlace) => Promise<Joined<Known>>,
  ): Promise<{ readonly dataset: Dataset; readonly known: Known | undefined }>;
}
