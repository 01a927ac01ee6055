import type { FileIdentity, ObjectSourceOptions } from '../../io/index.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { Row } from '../rows/row.ts';

/** Options of {@link Source.rows}. */
export interface RowsOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of each row of a table that has too few or too many fields, before the batch around it is given, which may then be empty.
   * Without it the first such row that is an error is thrown, and the others are padded or left out without a word.
   */
  readonly onRagged?: ((ragged: RaggedRow) => void) | undefined;
}

/** What identifies the rows of a source. */
export interface SourceIdentity extends FileIdentity {
  /** Entity tag of an object in S3; `path` is then its URI. */
  readonly etag?: string | undefined;
  /** How the bytes are read, as plain data, where they could be read in other ways. */
  readonly reading?: Readonly<Record<string, unknown>> | undefined;
  /** The files, where there are several; `path` is then the first that was named, `bytes` are those of all, `modified` is the latest. */
  readonly files?: readonly SourceIdentity[] | undefined;
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
   * Reads the rows in order, in batches of any size above zero, or of any size with `onRagged`. Stopping early closes the source.
   *
   * Rows before a fault are given before its error is thrown.
   */
  readonly rows: (options?: RowsOptions) => AsyncIterable<readonly Row[]>;
}

/** Options that all sources of bytes take. */
export interface SourceOptions {
  /** What diagnostics and errors call the source. Default: the path; `stream` for bytes. */
  readonly name?: string | undefined;
  /** Largest row accepted, in bytes. Default 67,108,864 (64 MiB). */
  readonly maxRowBytes?: number | undefined;
  /**
   * What the text is written in, as a label that TextDecoder takes: `windows-1252`, `utf-16le`, `shift_jis`. Default: UTF-8, or
   * UTF-16 where a byte order mark or the NULs between the first characters tell that.
   */
  readonly encoding?: string | undefined;
  /** How an object in S3 is read that is given by its URI. Default: by the SDK's default chain. */
  readonly objects?: ObjectSourceOptions | undefined;
}

/** Largest row accepted where nobody says otherwise: as long as the longest line of a shard. */
export const DEFAULT_ROW_BYTES: number = 64 * 1024 * 1024;
