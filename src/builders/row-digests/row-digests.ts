import { type DatasetRows, ROWS_NAME } from '../../dataset/index.ts';
import { newHasher, type OpenSink, type Sink } from '../../io/index.ts';
import type { Row } from '../rows/row.ts';
import { PlainDigester } from './plain-digester.ts';
import { RowNumberWriter } from './row-numbers.ts';
import { RowText } from './row-text.ts';
import { DIGEST_BYTES, WaitingRows } from './waiting-rows.ts';

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

/** A row that was left out. */
export interface DroppedRow {
  readonly row: number;
  /** In hex. */
  readonly digest: string;
}

/**
 * Writes the digests of a dataset's rows, in their order, and which rows they are where some were left out. Rows wait until it is known
 * whether their records are kept.
 *
 * Memory: 512 KiB, and as {@link WaitingRows}.
 */
export class RowDigestWriter {
  /** Made for the first row that is no table's. */
  #plain: { readonly digester: PlainDigester | undefined } | undefined;
  readonly #digest: RowDigest;
  readonly #sink: Sink;
  readonly #numbers: RowNumberWriter;
  readonly #waiting = new WaitingRows();
  readonly #bytes = Buffer.alloc(DIGEST_BYTES);
  #count = 0;
  #isOpen = true;

  private constructor(digest: RowDigest, sink: Sink, numbers: RowNumberWriter) {
    this.#digest = digest;
    this.#sink = sink;
    this.#numbers = numbers;
  }

  /**
   * @param open Begins the files.
   * @param rowsBefore Rows of the source that are others' to write.
   */
  static async by(open: OpenSink, rowsBefore: number = 0): Promise<RowDigestWriter> {
    const sink = open(ROWS_NAME, await newHasher());
    return new RowDigestWriter(await rowDigest(), sink, new RowNumberWriter(open, rowsBefore));
  }

  add(row: Row): void {
    this.#waiting.add(row.number, this.#bytesOf(row));
  }

  /** Takes digests as bytes, of rows one behind the other from `firstRow` on. */
  addBytes(digests: Uint8Array, firstRow: number): void {
    this.#waiting.add(firstRow, digests);
  }

  /** Gives the digest of a row that does not wait, in hex. */
  digestOf(row: Row): string {
    const { buffer, byteOffset } = this.#bytesOf(row);
    return digestText(new DataView(buffer, byteOffset).getBigUint64(0, true));
  }

  /** Writes the next rows that wait: their records are kept. */
  keep(count: number): void {
    this.#waiting.take(count, (firstRow, digests) => {
      this.#sink.write(digests);
      const rows = digests.length / DIGEST_BYTES;
      this.#numbers.addRun(firstRow, this.#count + 1, rows);
      this.#count += rows;
    });
  }

  /** Takes out the next row that waits: its record is not kept. */
  drop(): DroppedRow {
    let dropped: DroppedRow | undefined;
    this.#waiting.take(1, (row, digest) => {
      dropped = { row, digest: digestText(digest.readBigUInt64LE()) };
    });
    if (dropped === undefined) throw new RangeError('No row waits to be left out: this is a bug');
    return dropped;
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

  /** The digest, the lowest byte first, until the next one. */
  #bytesOf(row: Row): Uint8Array {
    return this.#plainDigest(row) ?? this.#digestBytes(row);
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

/** Writes a digest as text: sixteen hex digits. */
export function digestText(digest: bigint): string {
  return digest.toString(16).padStart(2 * DIGEST_BYTES, '0');
}
