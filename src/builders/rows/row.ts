import type { Unplain } from './unplain.ts';

/** One element of a source before it is a record. */
export interface Row {
  /** 1-based, counting rows alone: no header, no blank lines; over all files where there are several. */
  readonly number: number;
  /** 1-based number of the row in its file, where there are several files. */
  readonly fileRow?: number | undefined;
  /** Name of the source it is from, as diagnostics name it. */
  readonly source: string;
  /** 1-based line where the row begins, where the source has lines. */
  readonly line?: number | undefined;
  /** 0-based offset of the row's first byte, where it is known: in the text as UTF-8, of what is packed or in another encoding. */
  readonly byteOffset?: number | undefined;
  /** Names of the columns; a row that is no object has the one column `value`. */
  readonly columns: readonly string[];
  /** Whether the columns come from a header, so that a column missing here is missing in every row. */
  readonly isTabular: boolean;
  /** What a map function gets: an object, or whatever the element is. */
  readonly value: unknown;
  /**
   * Gives the text of a column for a template, numbers as they stand in the source.
   *
   * A name that is no column is taken as a dotted path into nested objects and arrays: `author.name`, `tags.0`.
   * null where the value is null, undefined where there is no such value.
   */
  readonly text: (column: string) => string | null | undefined;
  /** Says what stands in a column, or inside of it, that is no plain data: then its text is not what is meant by it. Absent where all is. */
  readonly unplain?: ((column: string) => Unplain | undefined) | undefined;
  /** Gives the row as it stands in the source, where that is JSON: its numbers may have more digits than `value` can hold. */
  readonly json?: (() => string) | undefined;
  /** Finds the first key that stands twice in one of its objects, where the row is JSON: `value` has only the last of them. */
  readonly repeatedKey?:
    | (() => { readonly key: string; readonly path: string } | undefined)
    | undefined;
}

/** Gives the number that messages call a row by, beside the name of its file. */
export function shownNumber({ number, fileRow }: Row): number {
  return fileRow ?? number;
}
