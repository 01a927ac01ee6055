import { closeSync, fstatSync, openSync, read, readSync, statSync } from 'node:fs';
import type { SourceError } from '../../core/index.ts';
import { nextTurn } from '../next-turn.ts';
import { readError } from '../read-error.ts';
import { refuseOtherKinds } from './file-kind.ts';

/**
 * A file read synchronously into memory of the caller's: at 3 GB/s the page cache is faster than any await.
 */
export interface FileReader {
  readonly path: string;
  /** Size when it was opened. */
  readonly bytes: number;
  /** Fills the buffer as far as the file goes and gives how many bytes it read; 0 at the end. */
  read(into: Uint8Array): number;
  /**
   * Reads as `read` does, or from a position without moving, in another thread where that ends by itself; nothing else may be read meanwhile.
   * Never rejected.
   */
  readAhead(into: Uint8Array, position?: number): Promise<ReadCount>;
  /** Reads from a position without moving the reader. */
  readAt(into: Uint8Array, position: number): number;
  close(): void;
}

/** How many bytes were read; or why none could be. */
export type ReadCount = { readonly bytes: number } | { readonly error: SourceError };

/**
 * Opens a file to read.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND` where there is no such file, `SOURCE_NOT_FILE` where it is a folder, `SOURCE_READ`
 *   where it cannot be read.
 */
export function openFileReader(path: string): FileReader {
  // before it is opened, because a socket cannot be
  refuseOtherKinds(
    path,
    attempt(path, () => statSync(path)),
  );
  const descriptor = attempt(path, () => openSync(path, 'r'));
  const status = attempt(path, () => fstatSync(descriptor));
  const readNow = (into: Uint8Array) => attempt(path, () => readSync(descriptor, into));
  return {
    path,
    bytes: status.size,
    read: readNow,
    // a thread that waits for a pipe cannot be called back
    readAhead: (into, position) =>
      status.isFile()
        ? readInThread({ path, descriptor, position: position ?? null }, into)
        : readLater(() => readNow(into)),
    readAt: (into, position) =>
      attempt(path, () => readSync(descriptor, into, 0, into.length, position)),
    close: () => closeSync(descriptor),
  };
}

/** Gives the bytes of a file that can be read twice; undefined of a pipe, which cannot, and of what is not there. */
export function regularFileBytes(path: string): number | undefined {
  const status = attempt(path, () => statSync(path, { throwIfNoEntry: false }));
  return status?.isFile() === true ? status.size : undefined;
}

function readInThread(
  {
    path,
    descriptor,
    position,
  }: { readonly path: string; readonly descriptor: number; readonly position: number | null },
  into: Uint8Array,
): Promise<ReadCount> {
  return new Promise((resolve) => {
    read(descriptor, into, 0, into.length, position, (cause, bytes) => {
      resolve(cause === null ? { bytes } : { error: readError(path, cause) });
    });
  });
}

async function readLater(readNow: () => number): Promise<ReadCount> {
  await nextTurn();
  try {
    return { bytes: readNow() };
  } catch (error) {
    return { error: error as SourceError };
  }
}

function attempt<Value>(path: string, act: () => Value): Value {
  try {
    return act();
  } catch (cause) {
    throw readError(path, cause as NodeJS.ErrnoException);
  }
}
