import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readError } from '../read-error.ts';
import { BlockMemory } from './block-memory.ts';
import { refuseOtherKinds } from './file-kind.ts';
import { openFileReader } from './file-reader.ts';

const DEFAULT_BLOCK_BYTES = 256 * 1024;

/** Options of {@link readBytes}. */
export interface ReadBytesOptions {
  readonly signal?: AbortSignal | undefined;
  /** Most bytes given at once. Default 262,144 (256 KiB). */
  readonly blockBytes?: number | undefined;
  /** Where the memory of blocks comes from: those that are given back to it are written to again. Default: each is fresh. */
  readonly memory?: BlockMemory | undefined;
  /** Reads only the bytes from one offset to before another one. Default: all. */
  readonly span?: { readonly start: number; readonly end: number } | undefined;
}

/**
 * Reads a file from its beginning to its end, the next block while the caller looks at one, with a turn of the event loop between them.
 *
 * Each block is fresh memory, never written to again unless it is given back, so a caller may keep parts of it. The file is closed at the end,
 * on an error, and when the caller stops early. Memory: two blocks.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is no such file, `SOURCE_READ` where it cannot be read.
 */
export async function* readBytes(
  path: string,
  options: ReadBytesOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const { signal, blockBytes = DEFAULT_BLOCK_BYTES, memory = new BlockMemory(), span } = options;
  signal?.throwIfAborted();
  const reader = openFileReader(path);
  let position = span?.start;
  const readNext = async () => {
    const block = memory.take(blockBytes);
    const wanted = span === undefined ? blockBytes : span.end - (position ?? 0);
    const read = await reader.readAhead(block.subarray(0, wanted), position);
    if ('error' in read) return read;
    if (position !== undefined) position += read.bytes;
    return { block: block.subarray(0, read.bytes) };
  };
  let next = readNext();
  try {
    for (;;) {
      const read = await next;
      signal?.throwIfAborted();
      if ('error' in read) throw read.error;
      if (read.block.length === 0) return;
      next = readNext();
      yield read.block;
    }
  } finally {
    await next;
    reader.close();
  }
}

/** What tells whether a file is still the one it was. */
export interface FileIdentity {
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
  /** When it was changed last: milliseconds since 1970, with fractions. */
  readonly modified: number;
}

/**
 * Tells what identifies a file: where it is, how large, and when it was changed last.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is no such file, `SOURCE_NOT_FILE` where it is a folder, a socket or a
 *   disk, `SOURCE_READ` where it cannot be looked at.
 */
export async function fileIdentity(path: string): Promise<FileIdentity> {
  const status = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw readError(path, cause);
  });
  refuseOtherKinds(path, status);
  return Object.freeze({ path: resolve(path), bytes: status.size, modified: status.mtimeMs });
}
