/** Something that whoever reads outcomes should know, though nothing of it is wrong. */
export interface OutcomeNote {
  /**
   * `rows-unproven`: the dataset remembers nothing of its rows, so they were joined by position alone. `rows-by-id`: the rows
   * stood in another order and were joined by their ids. `shard-changed`: a shard is not what was built, and all ids of the
   * outputs were found in it. `rejected-changed`: rows that the build set aside are not in the source any more as they were.
   */
  readonly kind: 'rows-unproven' | 'rows-by-id' | 'shard-changed' | 'rejected-changed';
  /** What is so, in one sentence without a final period. */
  readonly message: string;
}

/** Takes notes. */
export type TakeNote = (note: OutcomeNote) => void;
