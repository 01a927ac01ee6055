import { closeSync, fsync, write, writeSync } from 'node:fs';
import { isSyncForbidden } from './durable.ts';
import { writeError, writingNow } from './write-error.ts';

const BUFFER_BYTES = 1 << 19;
/** Files that are open only because the disk is asked to have them. */
const MOST_KEPT_OPEN = 8;

/**
 * Writes files in threads of Node's while whoever makes the bytes goes on: one buffer is filled while the other is on its way.
 *
 * Nobody ever waits: where the event loop has not turned since the other one left, a buffer is written at once. What goes wrong on the way
 * is thrown by the next call. One file at a time is written. The disk is asked to have those that are whole, so that not all of it is
 * left for the end. Memory: 1 MiB.
 */
export class WriteBehind {
  readonly #free: Buffer[] = [
    Buffer.allocUnsafeSlow(BUFFER_BYTES),
    Buffer.allocUnsafeSlow(BUFFER_BYTES),
  ];
  /** Done when nothing is on its way; never rejected. */
  #onItsWay: Promise<void> | undefined;
  /** Files that end with what is on its way, and how. */
  readonly #ends: (() => void)[] = [];
  readonly #keeping = new Set<Promise<void>>();
  /** What went wrong first. */
  #fault: Error | undefined;

  /** Gives a buffer to fill, with whatever is in it. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  /** Takes back a buffer that is not to be written. */
  give(buffer: Buffer): void {
    this.#free.push(buffer);
  }

  /**
   * Writes the first bytes of a buffer to a position of a file; gives the buffer to fill next.
   *
   * @throws {DatasetError} `DATASET_WRITE`, for what was written before too.
   */
  write({ path, descriptor }: OpenFile, buffer: Buffer, { bytes, position }: WrittenSpan): Buffer {
    this.#throwFault();
    const written = buffer.subarray(0, bytes);
    if (this.#onItsWay !== undefined) {
      writingNow(path, () => writeAll(descriptor, written, position));
      return buffer;
    }
    this.#onItsWay = sent(descriptor, written, position).then((cause) => {
      if (cause !== undefined) this.#fault ??= writeError(path, cause);
      this.#onItsWay = undefined;
      this.give(buffer);
      for (const end of this.#ends.splice(0)) end();
    });
    return this.take();
  }

  /** Closes a file that is whole, once all of it is written and where there is time for that the disk has it. */
  keep(file: OpenFile): void {
    this.#end(() => {
      if (this.#keeping.size < MOST_KEPT_OPEN) this.#sync(file);
      else this.#close(file);
    });
  }

  /** Closes a file as it is, as soon as nothing of it is on its way. */
  close(file: OpenFile): void {
    this.#end(() => this.#close(file));
  }

  /** Waits until all is written and closed; throws what went wrong on the way. */
  async settle(): Promise<void> {
    await this.idle();
    this.#throwFault();
  }

  /** Waits until nothing is on its way, whatever went wrong. */
  async idle(): Promise<void> {
    await this.#onItsWay;
    await Promise.all(this.#keeping);
  }

  #end(end: () => void): void {
    if (this.#onItsWay === undefined) end();
    else this.#ends.push(end);
  }

  #sync(file: OpenFile): void {
    const kept = synced(file.descriptor).then((cause) => {
      this.#keeping.delete(kept);
      if (cause !== undefined) this.#fault ??= writeError(file.path, cause);
      this.#close(file);
    });
    this.#keeping.add(kept);
  }

  #close({ path, descriptor }: OpenFile): void {
    try {
      closeSync(descriptor);
    } catch (cause) {
      this.#fault ??= writeError(path, cause);
    }
  }

  #throwFault(): void {
    if (this.#fault !== undefined) throw this.#fault;
  }
}

/** Writes all bytes in another thread; gives what went wrong. */
function sent(descriptor: number, bytes: Uint8Array, position: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    write(descriptor, bytes, 0, bytes.length, position, (error, written) => {
      if (error !== null) return resolve(error);
      try {
        // as a rule nothing is left
        writeAll(descriptor, bytes.subarray(written), position + written);
        resolve(undefined);
      } catch (cause) {
        resolve(cause as Error);
      }
    });
  });
}

/** Waits in another thread until the disk has a file, where that may be asked for; gives what went wrong. */
function synced(descriptor: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    fsync(descriptor, (cause) => {
      resolve(cause === null || isSyncForbidden(cause) ? undefined : cause);
    });
  });
}

/** A file that is written. */
export interface OpenFile {
  readonly path: string;
  readonly descriptor: number;
}

/** Which bytes of a file are written. */
interface WrittenSpan {
  readonly bytes: number;
  readonly position: number;
}

/** Writes all bytes to a position of a file. */
export function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}
