import { join } from 'node:path';
import { type DatasetRepeats, REPEATS_NAME } from '../../dataset/index.ts';
import { FileSink, UNHASHED } from '../../io/index.ts';

/** Bytes of one number of an entry in {@link REPEATS_NAME}, the lowest first. */
export const REPEAT_NUMBER_BYTES = 6;
/** Bytes of an entry: its record, its place among the rows that were taken, and where its id ends among all ids. */
export const REPEAT_BYTES: number = 3 * REPEAT_NUMBER_BYTES;

const FIRST_ENTRIES = 1 << 8;
const FIRST_ID_BYTES = 1 << 12;
const INDEX_BITS = 32n;

/** A row that shares the answer of a record. */
export interface Repeat {
  readonly recordId: string;
  /** Which of the rows that were taken it is, 1-based. */
  readonly place: number;
  /** The record that is asked, 1-based among those of the dataset. */
  readonly record: number;
}

/**
 * Collects rows that share the answer of a record, and writes them by records.
 *
 * Memory: 20 bytes and the id for each, twice while it grows, and eight more while it is written.
 */
export class RepeatList {
  #records = new Uint32Array(FIRST_ENTRIES);
  #places = new Float64Array(FIRST_ENTRIES);
  #idEnds = new Float64Array(FIRST_ENTRIES);
  #ids = Buffer.alloc(FIRST_ID_BYTES);
  #idBytes = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Takes one behind the others: places ascend. */
  add({ recordId, place, record }: Repeat): void {
    const id = Buffer.from(JSON.stringify(recordId));
    this.#reserve(id.length);
    this.#ids.set(id, this.#idBytes);
    this.#idBytes += id.length;
    this.#records[this.#count] = record;
    this.#places[this.#count] = place;
    this.#idEnds[this.#count] = this.#idBytes;
    this.#count += 1;
  }

  /** Writes the file, where there is anything to write: all entries by record and place, then their ids as JSON. */
  write(folder: string): DatasetRepeats | undefined {
    if (this.#count === 0) return undefined;
    const sink = new FileSink(join(folder, REPEATS_NAME), UNHASHED);
    const order = this.#byRecord();
    const entry = Buffer.alloc(REPEAT_BYTES);
    let idEnd = 0;
    for (const index of order) {
      idEnd += this.#idOf(index).length;
      [this.#records[index], this.#places[index], idEnd].forEach((number, at) => {
        entry.writeUIntLE(number ?? 0, at * REPEAT_NUMBER_BYTES, REPEAT_NUMBER_BYTES);
      });
      sink.write(entry);
    }
    for (const index of order) sink.write(this.#idOf(index));
    const { bytes, crc32 } = sink.close();
    return { count: this.#count, bytes, crc32 };
  }

  /** Gives the indexes of all by their records, and of each record by their places. */
  #byRecord(): Uint32Array {
    const keys = new BigUint64Array(this.#count);
    for (let index = 0; index < this.#count; index += 1)
      keys[index] = (BigInt(this.#records[index] ?? 0) << INDEX_BITS) | BigInt(index);
    keys.sort();
    const order = new Uint32Array(this.#count);
    for (let at = 0; at < this.#count; at += 1)
      order[at] = Number(BigInt.asUintN(Number(INDEX_BITS), keys[at] ?? 0n));
    return order;
  }

  #idOf(index: number): Buffer {
    return this.#ids.subarray(index === 0 ? 0 : this.#idEnds[index - 1], this.#idEnds[index]);
  }

  #reserve(idBytes: number): void {
    if (this.#count === this.#records.length) {
      this.#records = twice(this.#records, (length) => new Uint32Array(length));
      this.#places = twice(this.#places, (length) => new Float64Array(length));
      this.#idEnds = twice(this.#idEnds, (length) => new Float64Array(length));
    }
    const needed = this.#idBytes + idBytes;
    if (needed <= this.#ids.length) return;
    const ids = Buffer.alloc(2 * needed);
    ids.set(this.#ids);
    this.#ids = ids;
  }
}

function twice<Numbers extends Uint32Array | Float64Array>(
  numbers: Numbers,
  make: (length: number) => Numbers,
): Numbers {
  const grown = make(2 * numbers.length);
  grown.set(numbers);
  return grown;
}
