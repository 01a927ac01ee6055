import { SpreadSample } from '../core/index.ts';
import type { Manifest } from './manifest.ts';

/** Which record of the source each record of the shards is, over all jobs in the order of the manifest; both 1-based. */
export interface RecordOrder {
  /** Whether the shards are not the source in order: the canary stands in front of the others. */
  readonly hasCanary: boolean;
  /** Gives which record of the source the one is that stands at a place of the shards. */
  recordAt(place: number): number;
}

/**
 * Tells in which order the records of a dataset stand in its shards: as in the source, but for those of a canary, which come first.
 *
 * Rows, their digests, their numbers and what they repeat are kept in the order of the source whether there is a canary or not. Memory: nothing.
 */
export function recordOrder({ canary, records, padding }: OrderedRecords): RecordOrder {
  if (canary === undefined) return IN_ORDER;
  return new CanaryOrder(new SpreadSample(records - padding.length, canary.records));
}

/** Records of the source: 1-based, both ends included. */
export interface RecordSpan {
  readonly first: number;
  readonly last: number;
}

/** Gives between which records of the source those of a job lie, which has them in the order of the source: all of them, but where there is a canary. */
export function spanOfJob(
  order: RecordOrder,
  { before, records }: { readonly before: number; readonly records: number },
): RecordSpan {
  return { first: order.recordAt(before + 1), last: order.recordAt(before + records) };
}

type OrderedRecords = Pick<Manifest, 'canary' | 'records' | 'padding'>;

const IN_ORDER: RecordOrder = Object.freeze({
  hasCanary: false,
  recordAt: (place: number) => place,
});

class CanaryOrder implements RecordOrder {
  readonly hasCanary = true;
  readonly #sample: SpreadSample;

  constructor(sample: SpreadSample) {
    this.#sample = sample;
  }

  recordAt(place: number): number {
    const { records, count } = this.#sample;
    if (place <= count) return this.#sample.recordAt(place - 1) + 1;
    // padding stands behind all records
    return place > records ? place : this.#sample.otherAt(place - count - 1) + 1;
  }
}
