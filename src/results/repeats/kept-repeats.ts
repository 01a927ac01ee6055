import { REPEAT_BYTES } from '../../builders/index.ts';
import { DatasetError, quote } from '../../core/index.ts';
import {
  type Dataset,
  type DatasetRepeats,
  datasetFile,
  REPEATS_NAME,
  type RecordSpan,
} from '../../dataset/index.ts';
import { advising, type FileReader, openFileReader, requireFile } from '../../io/index.ts';
import { entryAt, JobRepeats, type RepeatEntry } from './job-repeats.ts';

const REPEATS_AGAIN =
  'Build the same rows with the same options into another folder and copy its rows.repeats here';
const AT_ONCE = 8192;

/**
 * The rows of a dataset that share the answer of a record.
 *
 * Memory: nothing, until places of records are asked for: then eight bytes for each.
 */
export class KeptRepeats {
  readonly count: number;
  readonly #path: string;
  readonly #idBytes: number;
  /** Rows that have an outcome. */
  readonly #rows: number;
  /** Places of all, ascending. */
  #places: Float64Array | undefined;

  private constructor(path: string, { count, bytes }: DatasetRepeats, records: number) {
    this.#path = path;
    this.count = count;
    this.#rows = records + count;
    this.#idBytes = bytes - count * REPEAT_BYTES;
  }

  /**
   * Reads the file once, to be sure that it is what was built; undefined where each record stands for itself alone.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where it is not, or gone: rows would be without an outcome.
   */
  static open(dataset: Dataset): KeptRepeats | undefined {
    const { repeats, records, padding } = dataset.manifest;
    if (repeats === undefined) return undefined;
    const path = datasetFile(dataset, REPEATS_NAME);
    advising(REPEATS_AGAIN, () => requireFile(path, repeats));
    return new KeptRepeats(path, repeats, records - padding.length);
  }

  /** Gives the rows that share answers of the records of a job, which lie in a span. */
  ofJob({ first, last }: RecordSpan): JobRepeats {
    return this.#read((file) => {
      const [from, to] = [first, last + 1].map((record) => this.#firstOf(file, record));
      return this.#between(file, from ?? 0, to ?? 0);
    });
  }

  /** Gives which of the rows that were taken a record was made of, both 1-based. */
  placeOf(record: number): number {
    this.#places ??= this.#read((file) => this.#allPlaces(file));
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const recordsBefore = (this.#places[middle] ?? 0) - 1 - middle;
      if (recordsBefore < record) low = middle + 1;
      else high = middle;
    }
    return record + low;
  }

  #allPlaces(file: FileReader): Float64Array {
    const places = new Float64Array(this.count);
    for (let from = 0; from < this.count; from += AT_ONCE) {
      const entries = this.#entries(file, from, Math.min(this.count, from + AT_ONCE));
      for (let index = 0; index * REPEAT_BYTES < entries.length; index += 1)
        places[from + index] = entryAt(entries, index).place;
    }
    return places.sort();
  }

  /** Gives the entries `from` to before `to`, once it is sure that they are what a build writes. */
  #between(file: FileReader, from: number, to: number): JobRepeats {
    const entries = this.#entries(file, from, to);
    const idsFrom = from === 0 ? 0 : this.#entry(file, from - 1).idEnd;
    let before: RepeatEntry = { record: 0, place: 0, idEnd: idsFrom };
    for (let index = 0; index < to - from; index += 1) {
      const entry = entryAt(entries, index);
      const isWithin = entry.place <= this.#rows && entry.idEnd <= this.#idBytes;
      if (!isWithin || !isBehind(entry, before)) throw this.#unsound();
      before = entry;
    }
    const ids = Buffer.alloc(before.idEnd - idsFrom);
    file.readAt(ids, this.count * REPEAT_BYTES + idsFrom);
    return new JobRepeats(entries, ids, idsFrom);
  }

  /** Finds the first entry of a record, or of one behind it. */
  #firstOf(file: FileReader, record: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entry(file, middle).record < record) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #entry(file: FileReader, index: number): RepeatEntry {
    return entryAt(this.#entries(file, index, index + 1), 0);
  }

  #entries(file: FileReader, from: number, to: number): Buffer {
    const entries = Buffer.alloc((to - from) * REPEAT_BYTES);
    file.readAt(entries, from * REPEAT_BYTES);
    return entries;
  }

  #read<Value>(act: (file: FileReader) => Value): Value {
    const file = openFileReader(this.#path);
    try {
      return act(file);
    } finally {
      file.close();
    }
  }

  #unsound(): DatasetError {
    const message = `${quote(this.#path)} is not what a build writes: its entries are out of order`;
    return new DatasetError('DATASET_CHANGED', message, { path: this.#path, hint: REPEATS_AGAIN });
  }
}

function isBehind(entry: RepeatEntry, before: RepeatEntry): boolean {
  const isNext = entry.record > before.record;
  const isOfSame = entry.record === before.record && entry.place > before.place;
  return (isNext || isOfSame) && entry.place > 0 && entry.idEnd > before.idEnd;
}
