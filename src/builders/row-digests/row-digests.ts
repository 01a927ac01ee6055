import { join } from 'node:path';
import { type DatasetRows, ROWS_NAME } from '../../dataset/index.ts';
import { FileSink, newHasher } from '../../io/index.ts';
import type { Row } from '../rows/row.ts';
import { PlainDigester } from './plain-digester.ts';
import { RowNumberWriter } from './row-numbers.ts';
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

/** Writes the digests of a dataset's rows, in their order, and which rows they are where some were left out. Memory: 2 MiB. */
export class RowDigestWriter {
  /** Made for the first row that is no table's. */
  #plain: { readonly digester: PlainDigester | undefined } | undefined;
  readonly #digest: RowDigest;
  readonly #sink: FileSink;
  readonly #numbers: RowNumberWriter;
  readonly #bytes = Buffer.alloc(DIGEST_BYTES);
  #count = 0;
  #isOpen = true;

  private constructor(digest: RowDigest, sink: FileSink, numbers: RowNumberWriter) {
    this.#digest = digest;
    this.#sink = sink;
    this.#numbers = numbers;
  }

  static async in(folder: string): Promise<RowDigestWriter> {
    const sink = new FileSink(join(folder, ROWS_NAME), await newHasher());
    return new RowDigestWriter(await rowDigest(), sink, new RowNumberWriter(folder));
  }

  add(row: Row): void {
    this.#sink.write(this.#plainDigest(row) ?? this.#digestBytes(row));
    this.#count += 1;
    this.#numbers.add(row.number, this.#count);
  }

  /** Takes digests as bytes, of rows one behind the other from `firstRow` on. */
  addBytes(digests: Uint8Array, firstRow: number): void {
    this.#sink.write(digests);
    const count = digests.length / DIGEST_BYTES;
    this.#numbers.addRun(firstRow, this.#count + 1, count);
    this.#count += count;
  }

  finish(): Pick<DatasetRows, 'count' | 'crc32' | 'numbers'> {
    this.#isOpen = false;
    const { crc32 } = this.#sink.close();
    return { count: this.#count, crc32, numbers: this.#numbers.finish() };
  }

  /** Closes the file as it is, where it is open. */
  abandon(): void {
    if (this.#isOpen) this.#sink.abandon();
    this.#numbers.abandon();
    this.#isOpen = false;
  }

  #plainDigest(row: Row): Uint8Array | undefined {
    if (row.isTabular) return undefined;
    this.#plain ??= { digester: PlainDigester.create() };
    return this.#plain.digester?.of(row);
  }

  #digestBytes(row: Row): Uint8Array {
    this.#bytes.writeBigUInt64LE(this.#digest(row));
    return this.#bytes;
  }
}
