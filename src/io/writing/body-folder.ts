import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './durable.ts';
import { writing } from './write-error.ts';

/** A stretch of one file of a {@link BodyFolder}. */
export interface BodySlice {
  readonly file: string;
  /** 0-based offset of the first byte. */
  readonly start: number;
  readonly bytes: number;
}

/** Bytes that stay readable until they are released. */
export interface HeldBodies extends AsyncIterable<Uint8Array> {
  /** Lets go of the files; calling it again does nothing. */
  release(): Promise<void>;
}

const BODY_NAME = /^[0-9a-f]{32}$/;

/** Tells whether a text may be the name of a file of a {@link BodyFolder}: no other one is read or removed. */
export function isBodyName(name: string): boolean {
  return BODY_NAME.test(name);
}

const WRITE_BYTES = 1 << 20;
const READ_BYTES = 1 << 18;

/**
 * A folder of byte sequences under names it makes up itself, so that no text from outside becomes a path.
 *
 * A file that is removed while it is read stays until its last reader is done.
 */
export class BodyFolder {
  readonly #path: string;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens a folder, making it where there is none. */
  static async open(path: string): Promise<BodyFolder> {
    await writing(path, () => makeFolder(path));
    return new BodyFolder(path);
  }

  /** Begins a new file. */
  async create(): Promise<BodyWriter> {
    const file = randomBytes(16).toString('hex');
    const path = join(this.#path, file);
    return new BodyWriter(file, path, await open(path, 'wx'));
  }

  /**
   * Holds the files of some slices from this moment on, to read the slices one after the other.
   *
   * Memory: one read of 256 KiB; each buffer given out belongs to whoever takes it.
   */
  hold(slices: readonly BodySlice[]): HeldBodies {
    const files = slices.map((slice) => slice.file);
    for (const file of files) this.#readers.set(file, (this.#readers.get(file) ?? 0) + 1);
    let isHeld = true;
    const release = async () => {
      if (!isHeld) return;
      isHeld = false;
      await this.#release(files);
    };
    return { release, [Symbol.asyncIterator]: () => readSlices(this.#path, slices) };
  }

  /** Removes files, at once or when their last reader is done. */
  async remove(files: readonly string[]): Promise<void> {
    for (const file of files) {
      if (this.#readers.has(file)) this.#doomed.add(file);
      else await rm(join(this.#path, file), { force: true });
    }
  }

  /** Removes every body that is not named: what a process left that ended in the middle of a write. Other files stay. */
  async removeOthers(named: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#path);
    await this.remove(names.filter((name) => isBodyName(name) && !named.has(name)));
  }

  async #release(files: readonly string[]): Promise<void> {
    for (const file of files) {
      const readers = (this.#readers.get(file) ?? 1) - 1;
      if (readers > 0) {
        this.#readers.set(file, readers);
        continue;
      }
      this.#readers.delete(file);
      if (this.#doomed.delete(file)) await rm(join(this.#path, file), { force: true });
    }
  }
}

/**
 * Writes one file of a {@link BodyFolder}.
 *
 * Memory: what is gathered for one write, about 1 MiB.
 */
export class BodyWriter {
  readonly file: string;
  readonly #path: string;
  readonly #handle: FileHandle;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #bytes = 0;

  /** Takes over an open file; made by {@link BodyFolder.create}. */
  constructor(file: string, path: string, handle: FileHandle) {
    this.file = file;
    this.#path = path;
    this.#handle = handle;
  }

  /** Takes bytes over; they must not change afterwards. Waits only when enough is gathered for a write. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    this.#bytes += bytes.length;
    return this.#gatheredBytes >= WRITE_BYTES ? this.#flush() : undefined;
  }

  /** Writes what is left, closes the file and tells its size. */
  async close(): Promise<number> {
    await this.#flush();
    await this.#handle.close();
    return this.#bytes;
  }

  /** Closes and removes the file; for a writer that gives up. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    let left = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    while (left.length > 0) {
      const { bytesWritten } = await this.#handle.writev(left);
      left = withoutFirst(left, bytesWritten);
    }
  }
}

/** What of a list of buffers is left after its first `bytes` bytes; empty ones are dropped. */
function withoutFirst(buffers: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes;
  const left: Uint8Array[] = [];
  for (const buffer of buffers) {
    if (skip < buffer.length) left.push(skip === 0 ? buffer : buffer.subarray(skip));
    skip = Math.max(0, skip - buffer.length);
  }
  return left;
}

async function* readSlices(
  folder: string,
  slices: readonly BodySlice[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const slice of slices) yield* readSlice(join(folder, slice.file), slice);
}

async function* readSlice(path: string, slice: BodySlice): AsyncGenerator<Uint8Array> {
  if (slice.bytes === 0) return;
  const handle = await open(path, 'r');
  try {
    const end = slice.start + slice.bytes;
    for (let position = slice.start; position < end; ) {
      const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, end - position));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) throw new Error(`${path} ends ${end - position} bytes too early`);
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
