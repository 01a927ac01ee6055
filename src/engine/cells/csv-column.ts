/** Where a value stands: its key in the line, or the key of an object there and its own in that. */
export type MemberPath = readonly [string] | readonly [string, string];

/** A column of a table that is made of lines of JSON. */
export interface CsvColumn {
  /** Absent where nothing stands in any line. */
  readonly path?: MemberPath | undefined;
  /** Of the value that stands in for one that is not there or null. */
  readonly otherwise?: MemberPath | undefined;
  /** `json`: as the JSON that stands in the line; `digits`: as a value, but with all digits of an integer. Default `value`. */
  readonly form?: 'value' | 'json' | 'digits' | undefined;
}

/** What a table that is made of lines of JSON is like. */
export interface CsvLinesOptions {
  readonly columns: readonly CsvColumn[];
  /** Whether cells stay as they are that a spreadsheet would run as a formula. */
  readonly rawCells: boolean;
  /** Keys of lines that ask for a closer look. */
  readonly odd: readonly string[];
  /** The key of an object in a line of which only known keys need no closer look. */
  readonly watched?: string | undefined;
}
