import type { SourceFormat } from './format-by-name.ts';
import { fromIterable } from './from-iterable.ts';
import { type OpenSourceOptions, openSource } from './open-source.ts';
import type { Source, SourceOptions } from './source.ts';
import type { TableOptions } from './table-options.ts';

/** Where rows come from: the path of a file, an iterable of rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`. */
export type RowsFrom<Value = unknown> = string | Source | Iterable<Value> | AsyncIterable<Value>;

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
  if (typeof from === 'string') return openSource(from, readingOf(options));
  return isSource(from) ? from : fromIterable(from, { name: options.name });
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

function isSource(from: Source | Iterable<unknown> | AsyncIterable<unknown>): from is Source {
  return 'rows' in from && typeof from.rows === 'function';
}
