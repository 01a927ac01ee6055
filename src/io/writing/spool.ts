import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPath } from './atomic-file.ts';
import { writingNow } from './write-error.ts';

const BUFFER_BYTES = 1 << 18;

/** Bytes that are written once, one behind the other, and read again at any place. */
export interface Spool {
  /** How many bytes were written. */
  readonly bytes: number;
  write(bytes: Uint8Array): void;
  /** Reads from a position, as far as there is room and there are bytes; gives how many it read. */
  readAt(into: Uint8Array, position: number): number;
  close(): void;
}

/**
 * Makes a spool: a file in a folder, which no one else sees and which is gone with the process, or memory where no folder
 * is named.
 *
 * Memory: 256 KiB with a folder, else the bytes in steps of 256 KiB.
 *
 * @param name What messages call the file.
 */
export function openSpool(folder: string | undefined, name: string): Spool {
  return folder === undefined ? new MemorySpool() : new FileSpool(folder, name);
}

/** Collects bytes in a buffer that is moved to a file when it is full. */
class FileSpool implements Spool {
  /** What messages call it; it has no name any more. */
  readonly #path: string;
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #pending = 0;
  #written = 0;

  constructor(folder: string, name: string) {
    const path = temporaryPath(join(folder, name));
    this.#path = path;
    this.#descriptor = writingNow(path, () => openSync(path, 'wx+', 0o600));
    // an open file can be used without a name, so that nothing is left behind however the process ends
    writingNow(path, () => rmSync(path, { force: true }));
  }

  get bytes(): number {
    return this.#written + this.#pending;
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > this.#buffer.length - this.#pending) this.#flush();
    if (bytes.length > this.#buffer.length) {
      this.#put(bytes);
      return;
    }
    this.#buffer.set(bytes, this.#pending);
    this.#pending += bytes.length;
  }

  readAt(into: Uint8Array, position: number): number {
    this.#flush();
    return writingNow(this.#path, () => readSync(this.#descriptor, into, 0, into.length, position));
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #flush(): void {
    this.#put(this.#buffer.subarray(0, this.#pending));
    this.#pending = 0;
  }

  #put(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const { length } = bytes;
      const written = writingNow(this.#path, () =>
        writeSync(this.#descriptor, bytes, done, length - done, this.#written),
      );
      done += written;
      this.#written += written;
    }
  }
}

/** Keeps bytes in pieces of the same size, which no growth ever copies. */
class MemorySpool implements Spool {
  #pieces: Uint8Array[] = [];
  bytes = 0;

  write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const at = this.bytes % BUFFER_BYTES;
      if (at === 0) this.#pieces.push(new Uint8Array(BUFFER_BYTES));
      const part = bytes.subarray(done, done + BUFFER_BYTES - at);
      this.#pieces.at(-1)?.set(part, at);
      this.bytes += part.length;
      done += part.length;
    }
  }

  readAt(into: Uint8Array, position: number): number {
    const wanted = Math.min(into.length, this.bytes - position);
    for (let done = 0; done < wanted; ) {
      const from = position + done;
      const at = from % BUFFER_BYTES;
      const part = this.#pieces[Math.floor(from / BUFFER_BYTES)]?.subarray(at, at + wanted - done);
      if (part === undefined) break;
      into.set(part, done);
      done += part.length;
    }
    return Math.max(0, wanted);
  }

  close(): void {
    this.#pieces = [];
    this.bytes = 0;
  }
}
