import { type FileReader, type FileSink, openFileReader } from '../../io/index.ts';

/** More files than this are not kept open at once. */
const MOST_OPEN = 64;

/** A file and where its first byte stands among those of all. */
interface WrittenFile {
  readonly path: string;
  readonly start: number;
}

/**
 * Reads again what was written into files one behind the other, of which the last one may still be open.
 *
 * Memory: a few numbers for each file.
 */
export class WrittenFiles {
  readonly #files: WrittenFile[] = [];
  /** The last one. */
  #sink: FileSink | undefined;
  readonly #readers = new Map<string, FileReader>();

  /** @param start Bytes of all files before. */
  add(sink: FileSink, start: number): void {
    this.#files.push({ path: sink.path, start });
    this.#sink = sink;
  }

  /** Fills memory from a place on among the bytes of all files; what is read stands in one of them. */
  readAt(into: Uint8Array, position: number): void {
    const file = this.#fileOf(position);
    if (file === undefined) throw new RangeError('No file was written: this is a bug');
    const { path, start } = file;
    if (path === this.#sink?.path) this.#sink.readAt(into, position - start);
    else this.#reader(path).readAt(into, position - start);
  }

  /** Closes what was opened to read. */
  close(): void {
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  #fileOf(position: number): WrittenFile | undefined {
    let low = 0;
    let high = this.#files.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#files[middle]?.start ?? Infinity) <= position) low = middle + 1;
      else high = middle;
    }
    return this.#files[low - 1];
  }

  #reader(path: string): FileReader {
    const open = this.#readers.get(path);
    if (open !== undefined) return open;
    if (this.#readers.size === MOST_OPEN) this.close();
    const reader = openFileReader(path);
    this.#readers.set(path, reader);
    return reader;
  }
}
