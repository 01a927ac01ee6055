import { ERRORS } from './scale-spans.ts';
import type { Interval } from './tokens/input-tokens.ts';

/**
 * Adds up what a sample has of something, such as tokens, to say what others have that nobody looked at.
 *
 * The interval holds for about 95 of 100 samples that are spread over all: how much members of the sample differ from one another says how far the sum of
 * the others may be off, by the mean that is not known and by the others themselves. Memory: three numbers.
 */
export class SampledSum {
  #count = 0;
  #mean = 0;
  /** Squares of how far off the mean they are. */
  #squares = 0;

  /** Takes what a member of the sample has. */
  add(value: number): void {
    this.#count += 1;
    const off = value - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (value - this.#mean);
  }

  get count(): number {
    return this.#count;
  }

  /** Says what so many others have together; undefined where fewer than two were looked at, so that nothing is known of how they differ. */
  of(others: number): Interval | undefined {
    if (this.#count < 2) return undefined;
    const variance = this.#squares / (this.#count - 1);
    const error = Math.sqrt(variance * others * (1 + others / this.#count));
    const likely = others * this.#mean;
    return { low: Math.max(0, likely - ERRORS * error), likely, high: likely + ERRORS * error };
  }
}
