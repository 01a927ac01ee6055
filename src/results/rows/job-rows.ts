import type { InputIndex } from '../inputs/input-index.ts';

/** Rows that records were made of, counted among those that were taken: 1-based, both ends included. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** Gives the rows that the records of one job were made of. */
export interface JobRows {
  /** Moves on to the rows of a job, before which nothing of it may be told to anyone. */
  hold(span: RowSpan, index: InputIndex): Promise<void>;
  /** Gives what the row holds that was taken at a place, 1-based, when the dataset was built. */
  valueOf(row: number): unknown;
  close(): Promise<void>;
}
