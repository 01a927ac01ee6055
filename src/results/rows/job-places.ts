import type { RecordOrder } from '../../dataset/index.ts';
import type { JobRepeats } from '../repeats/job-repeats.ts';
import type { KeptRepeats } from '../repeats/kept-repeats.ts';

/** Rows that records were made of, counted among those that became records, in the order of the shards: 1-based, both ends included. */
export interface RowSpan {
  readonly first: number;
  readonly last: number;
}

/** Rows that share answers, of all of the dataset and of one job. */
interface Repeats {
  readonly all: KeptRepeats;
  readonly ofJob: JobRepeats;
}

/**
 * Knows which of the rows that were taken belong to a job: those its records were made of, and those that share their answers.
 *
 * Memory: eight bytes for each, where they are asked for and rows share answers.
 */
export class JobPlaces {
  readonly #span: RowSpan;
  readonly #order: RecordOrder;
  readonly #repeats: Repeats | undefined;

  constructor(span: RowSpan, order: RecordOrder, repeats: Repeats | undefined) {
    this.#span = span;
    this.#order = order;
    this.#repeats = repeats;
  }

  /** Gives which of the rows that were taken became a record; the record is counted among those of rows, in the order of the shards. */
  placeOf(row: number): number {
    const record = this.#order.recordAt(row);
    return this.#repeats?.all.placeOf(record) ?? record;
  }

  /** Gives the place of a row that shares an answer, by its id. */
  placeOfId(recordId: string): number | undefined {
    return this.#repeats?.ofJob.placeOf(recordId);
  }

  /** The rows in between are all of the job, unless some share answers or there is a canary. */
  get span(): RowSpan {
    if (this.#repeats === undefined && !this.#order.hasCanary) return this.#span;
    const places = this.sorted();
    return { first: places[0] ?? 1, last: places.at(-1) ?? 0 };
  }

  /** Gives all places, ascending. */
  sorted(): Float64Array {
    const { first, last } = this.#span;
    const shared = this.#repeats?.ofJob;
    const records = last - first + 1;
    const places = new Float64Array(records + (shared?.count ?? 0));
    for (let index = 0; index < records; index += 1) places[index] = this.placeOf(first + index);
    let filled = records;
    for (const place of shared?.places() ?? []) {
      places[filled] = place;
      filled += 1;
    }
    return places.sort();
  }
}
