import { REPEAT_BYTES, REPEAT_NUMBER_BYTES } from '../../builders/index.ts';

/** A row that shares the answer of a record. */
export interface RepeatedRow {
  readonly recordId: string;
  /** Which of the rows that were taken it is, 1-based. */
  readonly place: number;
}

/** What stands in a file of repeats. */
export interface RepeatEntry {
  /** 1-based among the records of the dataset. */
  readonly record: number;
  readonly place: number;
  /** Where its id ends among all ids. */
  readonly idEnd: number;
}

/** Reads an entry among others. */
export function entryAt(entries: Buffer, index: number): RepeatEntry {
  const numberAt = (at: number) =>
    entries.readUIntLE(index * REPEAT_BYTES + at * REPEAT_NUMBER_BYTES, REPEAT_NUMBER_BYTES);
  return { record: numberAt(0), place: numberAt(1), idEnd: numberAt(2) };
}

/**
 * The rows that share answers of the records of one job.
 *
 * Memory: 18 bytes and the id for each.
 */
export class JobRepeats {
  readonly #entries: Buffer;
  /** Their ids as JSON, one behind the other. */
  readonly #ids: Buffer;
  /** Where these begin among all ids. */
  readonly #idsFrom: number;
  #places: Map<string, number> | undefined;

  /** @param entries By their records. */
  constructor(entries: Buffer, ids: Buffer, idsFrom: number) {
    this.#entries = entries;
    this.#ids = ids;
    this.#idsFrom = idsFrom;
  }

  get count(): number {
    return this.#entries.length / REPEAT_BYTES;
  }

  /** Gives the rows that share the answer of a record, 1-based, in their order. */
  *of(record: number): Generator<RepeatedRow> {
    for (let index = this.#firstOf(record); index < this.count; index += 1) {
      if (entryAt(this.#entries, index).record !== record) return;
      yield this.#rowAt(index);
    }
  }

  /** Gives the places of all. */
  *places(): Generator<number> {
    for (let index = 0; index < this.count; index += 1) yield entryAt(this.#entries, index).place;
  }

  /** Gives the place of the row that has an id. Memory: from the first call on some 100 bytes for each. */
  placeOf(recordId: string): number | undefined {
    this.#places ??= new Map(
      Array.from({ length: this.count }, (_, index) => {
        const row = this.#rowAt(index);
        return [row.recordId, row.place];
      }),
    );
    return this.#places.get(recordId);
  }

  #rowAt(index: number): RepeatedRow {
    const { place, idEnd } = entryAt(this.#entries, index);
    const idStart = index === 0 ? this.#idsFrom : entryAt(this.#entries, index - 1).idEnd;
    const id = this.#ids.toString('utf8', idStart - this.#idsFrom, idEnd - this.#idsFrom);
    return { recordId: JSON.parse(id) as string, place };
  }

  #firstOf(record: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entryAt(this.#entries, middle).record < record) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
