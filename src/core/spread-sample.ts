/**
 * A sample that is spread over records: these are cut into as many strata of the same size as the sample has records, and one of each is taken.
 *
 * Which one is a matter of the number of the stratum alone: at equal distances a source that repeats itself would give the same of its kinds each time.
 * All numbers are 0-based. Memory: nothing.
 */
export class SpreadSample {
  readonly records: number;
  readonly count: number;
  readonly #stratum: number;

  /** @param count Of the sample; no more than there are records. */
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
