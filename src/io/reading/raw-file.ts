import { closeSync, openSync, readSync } from 'node:fs';

/** A file to read at any place. Errors are Node's own: whoever tells them to a user reads the file with a `FileReader`. */
export interface RawFile {
  readonly path: string;
  /** Reads from a position, as far as there is room and there are bytes; gives how many it read. */
  readAt(into: Uint8Array, position: number): number;
  close(): void;
}

/** Opens a file to read, synchronously. */
export function openRawFile(path: string): RawFile {
  const descriptor = openSync(path, 'r');
  return {
    path,
    readAt: (into, position) => readSync(descriptor, into, 0, into.length, position),
    close: () => closeSync(descriptor),
  };
}
