import type { BedrockBatchError } from '../../core/index.ts';
import type { FileIdentity } from '../../io/index.ts';

/** One element of a source before it is a record. */
export interface Row {
  /** 1-based, counting rows alone: no header, no blank lines. */
  readonly number: number;
  /** Name of the source it is from, as diagnostics name it. */
  readonly source: string;
  /** 1-based line where the row begins, where the source has lines. */
  readonly line?: number | undefined;
  /** 0-based offset of the row's first byte, where it is known. */
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
  /** Gives the row as it stands in the source, where that is JSON: its numbers may have more digits than `value` can hold. */
  readonly json?: (() => string) | undefined;
}

/** Options of {@link Source.rows}. */
export interface RowsOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What identifies the rows of a source. */
export interface SourceIdentity extends FileIdentity {
  /** How the bytes are read, as plain data, where they could be read in other ways. */
  readonly reading?: Readonly<Record<string, unknown>> | undefined;
}

/** Where rows come from. */
export interface Source {
  /** File path, `stdin`, or what the caller named it. */
  readonly name: string;
  /** Tells what identifies the source's rows; absent where nothing does, such as for a stream. */
  readonly identity?: (() => Promise<SourceIdentity>) | undefined;
  /** Whether its rows can be read again; a stream's cannot. */
  readonly isRepeatable: boolean;
  /**
   * Reads the rows in order, in batches of any size above zero. Stopping early closes the source.
   *
   * Rows before a fault are given before its error is thrown.
   */
  readonly rows: (options?: RowsOptions) => AsyncIterable<readonly Row[]>;
}

/** Bytes in, rows out: the synchronous half of a source. */
export interface RowMachine {
  /** Takes the next bytes and gives the rows they complete. The bytes must not change afterwards. */
  readonly push: (bytes: Uint8Array) => readonly Row[];
  /** Gives the rows that the end of the source completes. */
  readonly finish: () => readonly Row[];
  /** Why there are no more rows, once there is a reason; the rows given before it are good. */
  readonly failure: BedrockBatchError | undefined;
}

/** Options that all sources of bytes take. */
export interface SourceOptions {
  /** What diagnostics and errors call the source. Default: the path; `stream` for bytes. */
  readonly name?: string | undefined;
  /** Largest row accepted, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxRowBytes?: number | undefined;
}

/** What a machine needs to know of its source. */
export interface MachineOptions {
  readonly name: string;
  readonly maxRowBytes: number;
}

/** Largest row accepted where nobody says otherwise: as long as the longest line of a shard. */
export const DEFAULT_ROW_BYTES: number = 64 * 1024 * 1024;
