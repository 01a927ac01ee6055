import { join } from 'node:path';
import { type DatasetRows, ROWS_NAME } from '../../dataset/index.ts';
import { FileSink, newHasher } from '../../io/index.ts';
import type { Row } from '../rows/row.ts';
import { RowText } from './row-text.ts';

/** Bytes of one digest in {@link ROWS_NAME}, the lowest first. */
export const DIGEST_BYTES = 8;

/** Gives the digest of a row: equal for equal rows, and for rows that differ in anything another one. */
export type RowDigest = (row: Row) => bigint;

/**
 * Makes what takes digests of rows: XXH64 of what was decoded, so that line ends, quoting and the order of columns do not count.
 *
 * Memory: three times the longest row.
 */
export async function rowDigest(): Promise<RowDigest> {
  const { default: load } = await import('xxhash-wasm');
  const { h64 } = await load();
  const rowText = new RowText();
  return (row) => {
    const text = rowText.of(row);
    // as UTF-8 all halves of a surrogate pair are the same character
    return h64(text.isWellFormed() ? text : JSON.stringify(text));
  };
}

/** Writes the digests of a dataset's rows, in their order. Memory: 1 MiB. */
export class RowDigestWriter {
  readonly #digest: RowDigest;
  readonly #sink: FileSink;
  readonly #bytes = Buffer.alloc(DIGEST_BYTES);
  #count = 0;
  #isOpen = true;

  private constructor(digest: RowDigest, sink: FileSink) {
    this.#digest = digest;
    this.#sink = sink;
  }

  static async in(folder: string): Promise<RowDigestWriter> {
    const sink = new FileSink(join(folder, ROWS_NAME), await newHasher());
    return new RowDigestWriter(await rowDigest(), sink);
  }

  add(row: Row): void {
    this.#bytes.writeBigUInt64LE(this.#digest(row));
    this.#sink.write(this.#bytes);
    this.#count += 1;
  }

  /** Takes digests as bytes, of rows one behind the other. */
  addBytes(digests: Uint8Array): void {
    this.#sink.write(digests);
    this.#count += digests.length / DIGEST_BYTES;
  }

  finish(): Pick<DatasetRows, 'count' | 'crc32'> {
    this.#isOpen = false;
    return { count: this.#count, crc32: this.#sink.close().crc32 };
  }

  /** Closes the file as it is, where it is open. */
  abandon(): void {
    if (this.#isOpen) this.#sink.abandon();
    this.#isOpen = false;
  }
}
