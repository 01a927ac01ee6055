import { endianness } from 'node:os';
import { QUOTE } from '../../core/index.ts';
import { type DatasetRepeats, REPEATS_NAME } from '../../dataset/index.ts';
import { type OpenSink, type Sink, UNHASHED } from '../../io/index.ts';

/** Bytes of one number of an entry in {@link REPEATS_NAME}, the lowest first. */
export const REPEAT_NUMBER_BYTES = 6;
/** Bytes of an entry: its record, its place among the rows that were taken, and where its id ends among all ids. */
export const REPEAT_BYTES: number = 3 * REPEAT_NUMBER_BYTES;

const FIRST_ENTRIES = 1 << 8;
const FIRST_ID_BYTES = 1 << 12;
const WORD = 2 ** 32;
const WORD_BYTES = 4;
const IS_LITTLE_ENDIAN = endianness() === 'LE';
/** Entries, and bytes of ids, that are written at once. */
const ENTRIES_AT_ONCE = 1 << 12;
const ID_BYTES_AT_ONCE = 1 << 16;

/** A row that shares the answer of a record. */
interface Repeat {
  /** Its recordId: a text, or the UTF-8 of one that needs no escape in JSON. */
  readonly id: string | Uint8Array;
  /** Which of the rows that were taken it is, 1-based. */
  readonly place: number;
  /** The record that is asked, 1-based among those of the dataset. */
  readonly record: number;
}

/**
 * Collects rows that share the answer of a record, and writes them by records.
 *
 * Memory: 20 bytes and the id for each, twice while it grows, and twelve more while it is written.
 */
export class RepeatList {
  #records = new Uint32Array(FIRST_ENTRIES);
  #places = new Float64Array(FIRST_ENTRIES);
  #idEnds = new Float64Array(FIRST_ENTRIES);
  /** As JSON. */
  #ids = Buffer.alloc(FIRST_ID_BYTES);
  #idBytes = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Takes one behind the others: places ascend. */
  add({ id, place, record }: Repeat): void {
    if (typeof id === 'string') {
      this.#addId(Buffer.from(JSON.stringify(id)));
    } else {
      this.#reserve(id.length + 2);
      this.#ids[this.#idBytes] = QUOTE;
      this.#ids.set(id, this.#idBytes + 1);
      this.#idBytes += id.length + 2;
      this.#ids[this.#idBytes - 1] = QUOTE;
    }
    this.#records[this.#count] = record;
    this.#places[this.#count] = place;
    this.#idEnds[this.#count] = this.#idBytes;
    this.#count += 1;
  }

  /** Writes the file, where there is anything to write: all entries by record and place, then their ids as JSON. */
  write(open: OpenSink): DatasetRepeats | undefined {
    if (this.#count === 0) return undefined;
    const sink = open(REPEATS_NAME, UNHASHED);
    const order = this.#byRecord();
    this.#writeEntries(sink, order);
    this.#writeIds(sink, order);
    const { bytes, crc32 } = sink.close();
    return { count: this.#count, bytes, crc32 };
  }

  #writeEntries(sink: Sink, order: Uint32Array): void {
    const entries = Buffer.alloc(ENTRIES_AT_ONCE * REPEAT_BYTES);
    let [filled, idEnd] = [0, 0];
    for (const index of order) {
      idEnd += (this.#idEnds[index] ?? 0) - this.#idStart(index);
      filled = writeNumber(entries, this.#records[index] ?? 0, filled);
      filled = writeNumber(entries, this.#places[index] ?? 0, filled);
      filled = writeNumber(entries, idEnd, filled);
      if (filled < entries.length) continue;
      sink.write(entries);
      filled = 0;
    }
    sink.write(entries.subarray(0, filled));
  }

  #writeIds(sink: Sink, order: Uint32Array): void {
    const ids = Buffer.alloc(ID_BYTES_AT_ONCE);
    let filled = 0;
    for (const index of order) {
      const [start, end] = [this.#idStart(index), this.#idEnds[index] ?? 0];
      if (filled + end - start > ids.length) {
        sink.write(ids.subarray(0, filled));
        filled = 0;
      }
      if (end - start > ids.length) sink.write(this.#ids.subarray(start, end));
      else filled += this.#ids.copy(ids, filled, start, end);
    }
    sink.write(ids.subarray(0, filled));
  }

  /** Gives the indexes of all by their records, and of each record by their places. */
  #byRecord(): Uint32Array {
    const keys = new BigUint64Array(this.#count);
    const words = new Uint32Array(keys.buffer);
    const [low, high] = IS_LITTLE_ENDIAN ? [0, 1] : [1, 0];
    for (let index = 0; index < this.#count; index += 1) {
      words[2 * index + low] = index;
      words[2 * index + high] = this.#records[index] ?? 0;
    }
    keys.sort();
    return Uint32Array.from({ length: this.#count }, (_, at) => words[2 * at + low] ?? 0);
  }

  #idStart(index: number): number {
    return index === 0 ? 0 : (this.#idEnds[index - 1] ?? 0);
  }

  #addId(json: Uint8Array): void {
    this.#reserve(json.length);
    this.#ids.set(json, this.#idBytes);
    this.#idBytes += json.length;
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

/** Writes a number, the lowest byte first, and gives where the next one stands. */
function writeNumber(into: Buffer, number: number, at: number): number {
  into.writeUInt32LE(number >>> 0, at);
  into.writeUInt16LE(Math.floor(number / WORD), at + WORD_BYTES);
  return at + REPEAT_NUMBER_BYTES;
}

function twice<Numbers extends Uint32Array | Float64Array>(
  numbers: Numbers,
  make: (length: number) => Numbers,
): Numbers {
  const grown = make(2 * numbers.length);
  grown.set(numbers);
  return grown;
}
