/** What to do with rows that have too few or too many fields. */
export type RaggedWay = 'error' | 'pad' | 'skip';

/** A row of a table that has too few or too many fields. */
export interface RaggedRow {
  readonly source: string;
  /** 1-based number of the row; of one that was left out, which has none, that of the next row. */
  readonly row: number;
  /** 1-based number in its file, where there are several files and `row` counts over all of them. */
  readonly fileRow?: number | undefined;
  /** 1-based lines where it begins and ends. */
  readonly line: number;
  readonly lastLine: number;
  /** 0-based offset of its first byte. */
  readonly byteOffset: number;
  /** Columns that are named. */
  readonly expected: number;
  /** Fields it has. */
  readonly received: number;
  /** What became of it: a `refused` row keeps its number but is not given, a `padded` one is given. */
  readonly fate: 'refused' | 'padded' | 'left out';
}
