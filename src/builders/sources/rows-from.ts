import type { ByteSource } from './byte-source.ts';
import type { SourceFormat } from './format-by-name.ts';
import { fromIterable } from './from-iterable.ts';
import { fromStream, isBytesStream, isWebStream } from './from-stream.ts';
import { type OpenSourceOptions, openSource } from './open-source.ts';
import type { Source, SourceOptions } from './source.ts';
import type { TableOptions } from './table-options.ts';

/**
 * Where rows come from: the path of a file, an iterable of rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 *
 * Bytes are read as {@link openSource} reads them: a Uint8Array, a Node stream that is not in object mode, a web stream whose first
 * piece is bytes, and any iterable beside an option that says how bytes are read, such as `format`. All else is a row each.
 */
export type RowsFrom<Value = unknown> =
  | string
  | Uint8Array
  | Source
  | Iterable<Value>
  | AsyncIterable<Value>;

/** How rows are read. */
export interface RowsFromOptions extends TableOptions, Pick<SourceOptions, 'encoding'> {
  /** Format of a file. Default: told by its ending, else by its first byte. */
  readonly format?: SourceFormat | undefined;
  /** Dotted path of the array inside of one JSON document. */
  readonly pick?: string | undefined;
  /** Column for the keys of rows that are the members of one JSON object. */
  readonly keysAs?: string | undefined;
  /** What an iterable is called. Default `rows`. */
  readonly name?: string | undefined;
}

/** Makes a source of whatever a caller gives as one. */
export function sourceOf<Value>(from: RowsFrom<Value>, options: RowsFromOptions = {}): Source {
  const reading = readingOf(options);
  if (typeof from === 'string') return openSource(from, reading);
  if (isSource(from)) return from;
  const { name } = options;
  const isReadAsBytes = Object.values(reading).some((option) => option !== undefined);
  if (from instanceof Uint8Array || isBytesStream(from) || isReadAsBytes)
    return openSource(from as ByteSource, { ...reading, name });
  return isWebStream(from) ? fromStream(from, { name }) : fromIterable(from, { name });
}

/** The name of an iterable or a dataset is none of a file. */
function readingOf({
  format,
  encoding,
  pick,
  keysAs,
  delimiter,
  header,
  skipLines,
  comment,
  ragged,
}: RowsFromOptions): OpenSourceOptions {
  return { format, encoding, pick, keysAs, delimiter, header, skipLines, comment, ragged };
}

function isSource(from: object): from is Source {
  return 'rows' in from && typeof from.rows === 'function';
}
