import { crc32 } from 'node:zlib';
import { DatasetError, formatBytes, quote, SourceError } from '../../core/index.ts';
import { formatCrc32 } from '../sinks/running-digest.ts';
import { appendCrc32 } from './append-crc32.ts';
import type { BufferPool } from './buffer-pool.ts';
import { type FileReader, openFileReader } from './file-reader.ts';
import { readSpan } from './file-span.ts';

const PIECE_BYTES = 256 * 1024;

/** What a file must be, as its manifest says. */
export interface ExpectedFile {
  readonly bytes: number;
  /** CRC32, big-endian in base64 as S3 writes it. */
  readonly crc32: string;
}

/** A part of a file. */
export interface FilePart {
  readonly bytes: Uint8Array;
  /** CRC32 of the part, big-endian in base64. */
  readonly crc32: string;
}

/**
 * A file whose content is known beforehand, read part by part from its beginning.
 *
 * Its last part is given out only where the whole file is what it must be, so whoever acts on all parts or none never
 * acts on a changed file. Memory: the parts that were given out, from a pool.
 */
export class VerifiedFile {
  readonly #file: FileReader;
  readonly #expected: ExpectedFile;
  readonly #pool: BufferPool;
  #crc = 0;
  #read = 0;

  /**
   * Opens the file.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where the size differs or the file is gone.
   * @throws {SourceError} `SOURCE_READ`.
   */
  constructor(path: string, expected: ExpectedFile, pool: BufferPool) {
    this.#file = openExpected(path, expected);
    this.#expected = expected;
    this.#pool = pool;
  }

  /**
   * Reads the bytes from `from` to before `to`; each part begins where the one before it ended.
   *
   * @throws {DatasetError} `DATASET_CHANGED` instead of the last part where the CRC32 of the file differs.
   * @throws {SourceError} `SOURCE_READ`.
   */
  part(from: number, to: number): FilePart {
    if (from !== this.#read)
      throw new RangeError(`Parts are read in order: ${this.#read} is next, not ${from}`);
    const bytes = this.#pool.take(to - from).subarray(0, to - from);
    const sum = this.#fill(bytes);
    this.#crc = appendCrc32(this.#crc, sum, bytes.length);
    this.#read = to;
    if (to === this.#expected.bytes) {
      requireSame(this.#file.path, this.#expected, { bytes: to, crc32: formatCrc32(this.#crc) });
    }
    return { bytes, crc32: formatCrc32(sum) };
  }

  close(): void {
    this.#file.close();
  }

  /** Fills a part and gives its CRC32: piece by piece, which is then still near the processor. */
  #fill(part: Uint8Array): number {
    let filled = 0;
    let sum = 0;
    while (filled < part.length) {
      const read = this.#file.read(part.subarray(filled, filled + PIECE_BYTES));
      if (read === 0) {
        requireSame(this.#file.path, this.#expected, {
          ...this.#expected,
          bytes: this.#read + filled,
        });
      }
      sum = crc32(part.subarray(filled, filled + read), sum);
      filled += read;
    }
    return sum;
  }
}

/**
 * Checks that a file is there with the size it must have, without reading it.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where the size differs or the file is gone.
 * @throws {SourceError} `SOURCE_READ`.
 */
export function requireFileSize(path: string, expected: ExpectedFile): void {
  openExpected(path, expected).close();
}

/**
 * Reads a file once and checks that it is what it must be. Memory: 1 MiB.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where it differs or is gone.
 * @throws {SourceError} `SOURCE_READ`.
 */
export function requireFile(path: string, expected: ExpectedFile): void {
  const { bytes } = expected;
  requireFileSize(path, expected);
  let crc = 0;
  for (const piece of readSpan(path, { start: 0, end: bytes })) crc = crc32(piece, crc);
  requireSame(path, expected, { bytes, crc32: formatCrc32(crc) });
}

/**
 * Checks that a file is there.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where it is gone.
 * @throws {SourceError} `SOURCE_READ`.
 */
export function requireFileThere(path: string): void {
  openThere(path).close();
}

function openExpected(path: string, expected: ExpectedFile): FileReader {
  const file = openThere(path);
  try {
    requireSame(path, expected, { ...expected, bytes: file.bytes });
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

function openThere(path: string): FileReader {
  try {
    return openFileReader(path);
  } catch (cause) {
    if (cause instanceof SourceError && cause.code === 'SOURCE_NOT_FOUND') {
      throw changed(path, 'it is gone', cause);
    }
    throw cause;
  }
}

function requireSame(path: string, expected: ExpectedFile, found: ExpectedFile): void {
  const difference = fileDifference(expected, found);
  if (difference !== undefined) throw changed(path, difference);
}

/** Says how a file differs from what it must be; undefined where it does not. */
export function fileDifference(expected: ExpectedFile, found: ExpectedFile): string | undefined {
  if (found.bytes !== expected.bytes)
    return `it has ${formatBytes(found.bytes)}, and the manifest says ${formatBytes(expected.bytes)}`;
  return found.crc32 === expected.crc32
    ? undefined
    : `its CRC32 is ${found.crc32}, and the manifest says ${expected.crc32}`;
}

function changed(path: string, difference: string, cause?: unknown): DatasetError {
  return new DatasetError(
    'DATASET_CHANGED',
    `${quote(path, 200)} was changed after the dataset was built: ${difference}`,
    { path, cause, hint: 'Build the dataset again; what is in it must stay as it was built' },
  );
}

/** Does what may find a file changed of which jobs were made: there building again is not what helps. */
export function advising<Value>(hint: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    const { code, message, path, cause } = error;
    throw new DatasetError(code, message, { path, cause, hint });
  }
}
