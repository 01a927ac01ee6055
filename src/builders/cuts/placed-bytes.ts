import { openFileReader, readBytes } from '../../io/index.ts';
import { isInS3, type ReadOptions } from '../sources/byte-source.ts';
import type { SourceOptions } from '../sources/source.ts';
import { ObjectBytes } from './object-bytes.ts';

/** Bytes of a file or an object that are read from the first to the last, and now and then at a place. */
export interface PlacedBytes {
  /** Reads all; blocks of a file may be given back to the memory that it reads into. */
  read(options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Reads at an offset, fewer bytes where it ends. */
  at(offset: number, length: number): Promise<Uint8Array>;
  close(): void;
}

/** What tells an object from another one of the same name. */
export interface KnownObject {
  readonly bytes: number;
  readonly etag?: string | undefined;
}

/**
 * Opens the bytes of a path or of the URI of an object.
 *
 * @param known What the object is known by: another one is an error.
 */
export function placedBytes(
  path: string,
  known: KnownObject,
  { objects }: Pick<SourceOptions, 'objects'>,
): PlacedBytes {
  return isInS3(path) ? new ObjectBytes(path, known, objects) : fileBytes(path);
}

function fileBytes(path: string): PlacedBytes {
  const reader = openFileReader(path);
  return {
    read: (options) => readBytes(path, options),
    at: async (offset, length) => {
      const bytes = Buffer.alloc(length);
      for (let filled = 0; filled < length; ) {
        const read = reader.readAt(bytes.subarray(filled), offset + filled);
        if (read === 0) return bytes.subarray(0, filled);
        filled += read;
      }
      return bytes;
    },
    close: () => reader.close(),
  };
}
