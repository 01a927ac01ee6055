import type { RowPlace } from '../../../engine/index.ts';

/** A table whose columns are known, and where it is read on. */
export interface OpenTable extends RowPlace {
  readonly columns: readonly string[];
  /** Most fields of a row: those behind the columns hold nothing. */
  readonly width: number;
  /** The byte between fields. */
  readonly delimiter: number;
}
