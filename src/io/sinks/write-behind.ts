import { closeSync, fsync, write, writeSync } from 'node:fs';
import { isSyncForbidden } from '../writing/durable.ts';
import { writeError, writingNow } from '../writing/write-error.ts';

/** Handing one to another thread takes 0.1 ms, about as long as copying half of it. */
const BUFFER_BYTES = 1 << 19;
/** One is filled while others are on their way. */
const MOST_BUFFERS = 3;
/** What is written between two times that somebody waits for room fits into the others. */
const MOST_ON_THEIR_WAY = 1;
/** Files that are open only because the disk is asked to have them. */
const MOST_KEPT_OPEN = 8;

/**
 * Writes files in threads of Node's while whoever makes the bytes goes on: one buffer is filled while others are on their way.
 *
 * Who can wait does so in {@link room}; where nobody did and all other buffers are on their way, one is written at once. What goes wrong on the way
 * is thrown by the next call. One file at a time is written. The disk is asked to have those that are whole, so that not all of it is
 * left for the end. Memory: 1.5 MiB.
 */
export class WriteBehind {
  readonly #free: Buffer[] = [];
  #made = 0;
  /** How many buffers are on their way to each file. */
  readonly #onTheirWay = new Map<OpenFile, number>();
  /** What is to be done with files once nothing is on its way to them. */
  readonly #ends = new Map<OpenFile, () => void>();
  /** Who waits for one that was on its way. */
  readonly #waiting: (() => void)[] = [];
  readonly #keeping = new Set<Promise<void>>();
  /** What went wrong first. */
  #fault: Error | undefined;

  /** Gives a buffer to fill, with whatever is in it. */
  take(): Buffer {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    this.#made += 1;
    return Buffer.allocUnsafeSlow(BUFFER_BYTES);
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
  write(file: OpenFile, buffer: Buffer, { bytes, position }: WrittenSpan): Buffer {
    const { path, descriptor } = file;
    this.#throwFault();
    if (this.#free.length === 0 && this.#made >= MOST_BUFFERS) {
      writingNow(path, () => writeAll(descriptor, buffer.subarray(0, bytes), position));
      return buffer;
    }
    this.#send(file, buffer, { bytes, position });
    return this.take();
  }

  /** Waits until so little is on its way that what is written next need not be written at once. */
  async room(): Promise<void> {
    while (this.#underway > MOST_ON_THEIR_WAY) await this.#arrival();
  }

  /** Closes a file that is whole, once all of it is written and where there is time for that the disk has it. */
  keep(file: OpenFile): void {
    this.#end(file, () => {
      if (this.#keeping.size < MOST_KEPT_OPEN) this.#sync(file);
      else this.#close(file);
    });
  }

  /** Closes a file as it is, as soon as nothing of it is on its way. */
  close(file: OpenFile): void {
    this.#end(file, () => this.#close(file));
  }

  /** Waits until all is written and closed; throws what went wrong on the way. */
  async settle(): Promise<void> {
    await this.idle();
    this.#throwFault();
  }

  /** Waits until nothing is on its way, whatever went wrong. */
  async idle(): Promise<void> {
    while (this.#underway > 0) await this.#arrival();
    await Promise.all(this.#keeping);
  }

  get #underway(): number {
    let buffers = 0;
    for (const count of this.#onTheirWay.values()) buffers += count;
    return buffers;
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #send(file: OpenFile, buffer: Buffer, { bytes, position }: WrittenSpan): void {
    this.#onTheirWay.set(file, (this.#onTheirWay.get(file) ?? 0) + 1);
    void sent(file.descriptor, buffer.subarray(0, bytes), position).then((cause) => {
      if (cause !== undefined) this.#fault ??= writeError(file.path, cause);
      this.give(buffer);
      this.#arrived(file);
    });
  }

  #arrived(file: OpenFile): void {
    const left = (this.#onTheirWay.get(file) ?? 1) - 1;
    if (left > 0) this.#onTheirWay.set(file, left);
    else {
      this.#onTheirWay.delete(file);
      this.#ends.get(file)?.();
      this.#ends.delete(file);
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #end(file: OpenFile, end: () => void): void {
    if (this.#onTheirWay.has(file)) this.#ends.set(file, end);
    else end();
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
