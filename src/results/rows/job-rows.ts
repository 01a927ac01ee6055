import type { InputIndex } from '../inputs/input-index.ts';

/** Rows of the source, 1-based, both ends included. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** Gives the rows that the records of one job were made of. */
export interface JobRows {
  /** Moves on to the rows of a job, before which nothing of it may be told to anyone. */
  hold(span: RowSpan, index: InputIndex): Promise<void>;
  /** Gives what the row holds that stood at a place of the source when the dataset was built. */
  valueOf(row: number): unknown;
  close(): Promise<void>;
}
