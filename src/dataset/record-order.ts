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
  return new CanaryOrder(new CanarySample(records - padding.length, canary.records));
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
  readonly #sample: CanarySample;

  constructor(sample: CanarySample) {
    this.#sample = sample;
  }

  recordAt(place: number): number {
    const { records, count } = this.#sample;
    if (place <= count) return this.#sample.recordAt(place - 1) + 1;
    // padding stands behind all records
    return place > records ? place : this.#sample.otherAt(place - count - 1) + 1;
  }
}

/**
 * A sample that is spread over records: these are cut into as many strata of the same size as the sample has records, and one of each is taken.
 *
 * Which one is a matter of the number of the stratum alone: at equal distances a source that repeats itself would give the same of its kinds each time.
 * All numbers are 0-based. Memory: nothing.
 */
export class CanarySample {
  readonly records: number;
  readonly count: number;
  readonly #stratum: number;

  /** @param count Of the sample; half of the records at most. */
  constructor(records: number, count: number) {
    this.records = records;
    this.count = count;
    this.#stratum = records / count;
  }

  /** Gives the record of a number in the sample, in the order of the source. */
  recordAt(number: number): number {
    const first = this.#firstOf(number);
    return first + Math.floor(spread(number) * (this.#firstOf(number + 1) - first));
  }

  /** Gives the record of a number among those that are not in the sample, in the order of the source. */
  otherAt(number: number): number {
    const stratum = this.#stratumOfOther(number);
    const record = number + stratum;
    return record < this.recordAt(stratum) ? record : record + 1;
  }

  /** Before each stratum as many others stand as there are records, less one for each stratum. */
  #stratumOfOther(number: number): number {
    let low = 0;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#firstOf(middle) - middle <= number) low = middle;
      else high = middle;
    }
    return low;
  }

  #firstOf(stratum: number): number {
    return stratum >= this.count ? this.records : Math.floor(stratum * this.#stratum);
  }
}

const TO_UNIT = 2 ** -32;

/** Spreads whole numbers over 0 to before 1, neighbours far from one another (the last steps of MurmurHash3). */
function spread(number: number): number {
  let bits = Math.imul(number + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) * TO_UNIT;
}
