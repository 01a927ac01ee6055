import { isGlob, isS3Address, pathKind } from '../../io/index.ts';
import type { Row } from '../rows/row.ts';
import { type ByteSource, readOnce, sourceFailure } from './byte-source.ts';
import type { SourceFormat } from './format-by-name.ts';
import { fromFiles } from './from-files.ts';
import { fromIterable, type IterableOptions } from './from-iterable.ts';
import { type OpenSourceOptions, openSource } from './open-source.ts';
import type { RowsOptions, Source, SourceOptions } from './source.ts';
import type { TableOptions } from './table-options.ts';

/**
 * Where rows come from: the path of a file or a folder, a pattern such as `data/*.csv`, an iterable of rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
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
export interface RowsFromOptions extends TableOptions, Pick<SourceOptions, 'encoding' | 'objects'> {
  /** Format of a file. Default: told by its ending, else by its first byte. */
  readonly format?: SourceFormat | undefined;
  /** Dotted path of the array inside of one JSON document. */
  readonly pick?: string | undefined;
  /** Column for the keys of rows that are the members of one JSON object. */
  readonly keysAs?: string | undefined;
  /** What an iterable is called. Default `rows`. */
  readonly name?: string | undefined;
}

/** Makes a source of whatever a caller gives as one: a folder and a pattern are all the files of {@link fromFiles}. */
export async function openedSource<Value>(
  from: RowsFrom<Value>,
  options: RowsFromOptions = {},
): Promise<Source> {
  if (typeof from === 'string' && (await isSeveral(from)))
    return fromFiles([from], readingOf(options));
  return sourceOf(from, options);
}

/** A file may have the name of a pattern. */
async function isSeveral(path: string): Promise<boolean> {
  if (isS3Address(path)) return true;
  const kind = await pathKind(path);
  return kind === 'folder' || (kind === 'missing' && isGlob(path));
}

/** Makes a source of whatever a caller gives as one, but a folder or a pattern. */
export function sourceOf<Value>(from: RowsFrom<Value>, options: RowsFromOptions = {}): Source {
  const reading = readingOf(options);
  if (typeof from === 'string') return openSource(from, reading);
  if (isSource(from)) return from;
  const { name } = options;
  const { objects: _, ...bytesReading } = reading;
  const isReadAsBytes = Object.values(bytesReading).some((option) => option !== undefined);
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
  objects,
}: RowsFromOptions): OpenSourceOptions {
  return { format, encoding, pick, keysAs, delimiter, header, skipLines, comment, ragged, objects };
}

function isSource(from: object): from is Source {
  return 'rows' in from && typeof from.rows === 'function';
}

/** Tells whether something is a Node stream of bytes or of text: its pieces end anywhere, and are no rows. */
function isBytesStream(values: object): boolean {
  return 'readableObjectMode' in values && values.readableObjectMode === false;
}

/** Tells whether something is a web stream; nothing says of what before it is read. */
function isWebStream(
  values: Iterable<unknown> | AsyncIterable<unknown>,
): values is AsyncIterable<unknown> {
  return 'getReader' in values && Symbol.asyncIterator in values;
}

/**
 * Makes a source of a web stream: of the bytes in it where its first piece is bytes, else of its values.
 *
 * Memory: as {@link openSource} and {@link fromIterable}.
 */
function fromStream(stream: AsyncIterable<unknown>, options: IterableOptions): Source {
  const name = options.name ?? 'rows';
  const once = readOnce(stream, name);
  return Object.freeze({
    name,
    isRepeatable: false,
    rows: (rowsOptions?: RowsOptions) => rowsOf(once(), name, rowsOptions),
  });
}

async function* rowsOf(
  stream: AsyncIterable<unknown>,
  name: string,
  options: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  options.signal?.throwIfAborted();
  const { first, whole } = await peek(stream, name);
  const source =
    first instanceof Uint8Array
      ? openSource(whole as AsyncIterable<Uint8Array>, { name })
      : fromIterable(whole, { name });
  yield* source.rows(options);
}

/** Gives the first piece of a stream, and the stream as if nobody had looked; a failure is thrown again where it is read. */
async function peek(stream: AsyncIterable<unknown>, name: string) {
  let iterator: AsyncIterator<unknown>;
  try {
    iterator = stream[Symbol.asyncIterator]();
  } catch (cause) {
    throw sourceFailure(cause, name); // another reader has it
  }
  let next: Promise<IteratorResult<unknown>> | undefined = iterator.next();
  const [peeked] = await Promise.allSettled([next]);
  const again: AsyncIterator<unknown> = {
    next: async () => {
      const piece = next ?? iterator.next();
      next = undefined;
      return piece;
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  const whole: AsyncIterable<unknown> = { [Symbol.asyncIterator]: () => again };
  return {
    first: peeked.status === 'fulfilled' ? (peeked.value.value as unknown) : undefined,
    whole,
  };
}
