import { closeSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writingNow } from '../writing/write-error.ts';
import { type FileDigest, type Hasher, RunningDigest } from './running-digest.ts';
import type { OpenSink, Sink } from './sink.ts';
import { type OpenFile, type WriteBehind, writeAll } from './write-behind.ts';

const BUFFER_BYTES = 1 << 18;

/**
 * Writes a file through one buffer, digesting what it writes.
 *
 * Memory: 256 KiB, whatever is written; none where others give it buffers.
 */
export class FileSink implements Sink {
  readonly path: string;
  readonly #file: OpenFile;
  readonly #digest: RunningDigest;
  readonly #behind: WriteBehind | undefined;
  #buffer: Buffer;
  #filled = 0;
  #written = 0;

  /**
   * Makes the file, which must not be there yet, and the folders it needs.
   *
   * @param behind Writes full buffers in the background, and closes the file: it has to be settled then. Without it all is written at once.
   * @throws {DatasetError} `DATASET_WRITE`, here and wherever it writes.
   */
  constructor(path: string, hasher: Hasher, behind?: WriteBehind) {
    this.path = path;
    const descriptor = writingNow(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(path, 'wx+');
    });
    this.#file = { path, descriptor };
    this.#digest = new RunningDigest(hasher);
    this.#behind = behind;
    this.#buffer = behind?.take() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  write(bytes: Uint8Array): void {
    const { length } = this.#buffer;
    if (this.#behind === undefined && bytes.length > length) {
      this.#flush();
      return this.#writeNow(bytes);
    }
    for (let from = 0; from < bytes.length; ) {
      if (this.#filled === length) this.#flush();
      const piece = bytes.subarray(from, from + length - this.#filled);
      this.#buffer.set(piece, this.#filled);
      this.#filled += piece.length;
      from += piece.length;
    }
  }

  /**
   * Fills memory with bytes from a position on that were written before, whether they left the buffer or not. What is written in the
   * background cannot be read.
   */
  readAt(into: Uint8Array, position: number): void {
    const left = Math.max(0, Math.min(into.length, this.#written - position));
    const { descriptor } = this.#file;
    if (left > 0) writingNow(this.path, () => readSync(descriptor, into, 0, left, position));
    const from = position + left - this.#written;
    into.set(this.#buffer.subarray(from, from + into.length - left), left);
  }

  /** Writes what is left and closes the file. */
  close(): FileDigest {
    this.#flush();
    this.#behind?.give(this.#buffer);
    if (this.#behind !== undefined) this.#behind.keep(this.#file);
    else writingNow(this.path, () => closeSync(this.#file.descriptor));
    return this.#digest.digest();
  }

  /** Closes the file as it is; for a writer that gives up. */
  abandon(): void {
    this.#behind?.give(this.#buffer);
    if (this.#behind !== undefined) this.#behind.close(this.#file);
    else closeSync(this.#file.descriptor);
  }

  #flush(): void {
    if (this.#filled === 0) return;
    const filled = this.#filled;
    this.#filled = 0;
    const bytes = this.#buffer.subarray(0, filled);
    if (this.#behind === undefined) return this.#writeNow(bytes);
    this.#digest.update(bytes);
    const span = { bytes: filled, position: this.#written };
    this.#written += filled;
    this.#buffer = this.#behind.write(this.#file, this.#buffer, span);
  }

  #writeNow(bytes: Uint8Array): void {
    writingNow(this.path, () => writeAll(this.#file.descriptor, bytes, this.#written));
    this.#written += bytes.length;
    this.#digest.update(bytes);
  }
}

/** Writes files of a folder. */
export function folderSinks(folder: string): OpenSink {
  return (path, hasher) => new FileSink(join(folder, path), hasher);
}
