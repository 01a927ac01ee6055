import { InvalidOptionError, isBedrockBatchError, quote, SourceError } from '../../core/index.ts';
import {
  type BlockMemory,
  isS3Address,
  nextTurn,
  type ObjectSourceOptions,
  readBytes,
  readObjectAt,
  unzipped,
} from '../../io/index.ts';
import type { RowsOptions } from './source.ts';

/**
 * Where bytes come from: the path of a file, the S3 URI of an object, bytes in memory, or an iterable of bytes such as a Node or web stream.
 */
export type ByteSource = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const LARGEST_BLOCK_BYTES = 256 * 1024;

/** Names a source that the caller did not name. */
export function nameOf(where: ByteSource, name?: string): string {
  return name ?? (typeof where === 'string' ? where : 'stream');
}

/** How the bytes of a source are read. */
export interface ReadOptions extends RowsOptions {
  /** Where blocks of a file come from, if those that are given back are to be used again. */
  readonly memory?: BlockMemory | undefined;
  /** Most bytes of a block of a file. Default 262,144 (256 KiB). */
  readonly blockBytes?: number | undefined;
}

/** Tells whether a source is an object in S3, given by its URI. */
export function isInS3(where: ByteSource): where is string {
  return typeof where === 'string' && isS3Address(where);
}

/** Makes a function that reads a source's bytes, as blocks of at most 256 KiB, of a file as large as asked for, that nobody writes to again unless they are given back; what is gzip is unpacked. */
export function byteReader(
  where: ByteSource,
  name: string,
  s3?: ObjectSourceOptions,
): (options?: ReadOptions) => AsyncIterable<Uint8Array> {
  if (isInS3(where)) {
    return (options) => {
      const bytes = readObjectAt(where, { ...s3, signal: options?.signal });
      return guarded(unzipped(blocksOf(bytes, name, options)), name, options);
    };
  }
  if (typeof where === 'string')
    return (options) => guarded(unzipped(readBytes(where, options)), name, options);
  if (where instanceof Uint8Array)
    return (options) => guarded(unzipped(blocksOf([where], name, options)), name, options);
  const once = readOnce(where, name);
  return (options) => guarded(unzipped(blocksOf(once(), name, options)), name, options);
}

/** Tells whether something iterable begins anew each time: generators and streams do not. */
export function isRepeatable(iterable: object): boolean {
  return !('next' in iterable || 'pipe' in iterable || 'getReader' in iterable);
}

/** Gives an iterable again and again, but one that can be read only once only once. */
export function readOnce<Iterable extends object>(
  iterable: Iterable,
  name: string,
): () => Iterable {
  const isOneShot = !isRepeatable(iterable);
  let wasRead = false;
  return () => {
    if (isOneShot && wasRead) {
      throw new InvalidOptionError(
        `The source ${quote(name)} can be read only once, and it has been read`,
        {
          option: 'source',
          expected: 'a source that was not read before',
          hint: 'Make a new source for each use, or give a file or an array',
        },
      );
    }
    wasRead = true;
    return iterable;
  };
}

async function* blocksOf(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  name: string,
  options: RowsOptions = {},
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of guarded(pieces, name, options)) {
    const bytes = requireBytes(piece, name);
    for (let from = 0; from < bytes.length; from += LARGEST_BLOCK_BYTES) {
      yield Uint8Array.prototype.slice.call(bytes, from, from + LARGEST_BLOCK_BYTES);
      await nextTurn();
      options.signal?.throwIfAborted();
    }
  }
}

function requireBytes(piece: unknown, name: string): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new SourceError(
    'SOURCE_READ',
    `The source ${quote(name)} gave ${typeof piece} where bytes are needed`,
    {
      source: name,
      hint: 'Give a stream of bytes: do not set an encoding on it',
    },
  );
}

/** Iterates over what a caller gave, and wraps what goes wrong in it; an abort reason passes untouched. */
async function* guarded(
  items: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  name: string,
  { signal }: RowsOptions = {},
): AsyncGenerator<Uint8Array, void> {
  signal?.throwIfAborted();
  try {
    yield* items;
  } catch (cause) {
    throw sourceFailure(cause, name, signal);
  }
}

/** Wraps an error of a source that the caller gave. */
export function sourceFailure(cause: unknown, name: string, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (isBedrockBatchError(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SourceError(
    'SOURCE_READ',
    `The source ${quote(name)} failed while it was read: ${quote(reason)}`,
    {
      source: name,
      cause,
    },
  );
}
