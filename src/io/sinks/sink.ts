import type { FileDigest, Hasher } from './running-digest.ts';

/** Takes the bytes of a file one behind the other, and digests them. What goes wrong on their way is thrown by a later call. */
export interface Sink {
  /** The bytes may change once it has returned. */
  write(bytes: Uint8Array): void;
  /** Ends the file. */
  close(): FileDigest;
  /** Leaves the file as it is; for a writer that gives up. */
  abandon(): void;
}

/** Begins a file by its path, with slashes, below wherever files are written to. */
export type OpenSink = (path: string, hasher: Hasher) => Sink;
