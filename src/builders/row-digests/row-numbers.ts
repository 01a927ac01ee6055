import { type DatasetRows, NUMBERS_NAME } from '../../dataset/index.ts';
import { type OpenSink, type Sink, UNHASHED } from '../../io/index.ts';

/** Bytes of one number in {@link NUMBERS_NAME}, the lowest first. */
export const NUMBER_BYTES = 6;

/**
 * Writes which rows of the source became records: nothing as long as row n became record n.
 *
 * Memory: 256 KiB from the first row on that did not.
 */
export class RowNumberWriter {
  readonly #open: OpenSink;
  readonly #rowsBefore: number;
  readonly #bytes = Buffer.alloc(NUMBER_BYTES);
  /** Absent as long as all rows are taken. */
  #sink: Sink | undefined;
  #written = 0;

  /**
   * @param open Begins the file.
   * @param rowsBefore Rows of the source that are others' to write.
   */
  constructor(open: OpenSink, rowsBefore: number = 0) {
    this.#open = open;
    this.#rowsBefore = rowsBefore;
  }

  /** Takes the number of a row, which became the 1-based record. */
  add(row: number, record: number): void {
    if (this.#sink === undefined && row === record + this.#rowsBefore) return;
    if (this.#sink === undefined) this.#begin(record);
    if (this.#written !== record - 1)
      throw new RangeError(`Record ${this.#written + 1} has no row: this is a bug`);
    this.#write(row);
  }

  /** Takes as many rows one behind the other, and the records that they became. */
  addRun(firstRow: number, firstRecord: number, count: number): void {
    if (this.#sink === undefined && firstRow === firstRecord + this.#rowsBefore) return;
    for (let index = 0; index < count; index += 1) this.add(firstRow + index, firstRecord + index);
  }

  /** Ends the file, where there is one. */
  finish(): DatasetRows['numbers'] {
    if (this.#sink === undefined) return undefined;
    const { crc32 } = this.#sink.close();
    this.#sink = undefined;
    return { crc32 };
  }

  /** Closes the file as it is, where it is open. */
  abandon(): void {
    this.#sink?.abandon();
    this.#sink = undefined;
  }

  /** Up to here row n, counted from the first one of its own, became record n. */
  #begin(record: number): void {
    this.#sink = this.#open(NUMBERS_NAME, UNHASHED);
    for (let row = 1; row < record; row += 1) this.#write(row + this.#rowsBefore);
  }

  #write(row: number): void {
    this.#bytes.writeUIntLE(row, 0, NUMBER_BYTES);
    this.#sink?.write(this.#bytes);
    this.#written += 1;
  }
}
