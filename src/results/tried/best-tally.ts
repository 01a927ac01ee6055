import { type ModelFamily, readUnnamedOutput } from '../../models/index.ts';
import type { BestSums } from '../outcomes/job-outcomes.ts';
import { incompleteReason, type Outcome } from '../outcomes/outcome.ts';

/** Counts the best outcomes of the records of a job while they go by. */
export class BestTally {
  readonly #family: ModelFamily | undefined;
  readonly #counts = { succeeded: 0, failed: 0, unprocessed: 0, missing: 0 };
  readonly #incomplete = { length: 0, 'content-filter': 0, refusal: 0, other: 0 };
  #unjudged = 0;

  /** @param family Of the dataset's model, where it is known. */
  constructor(family: ModelFamily | undefined) {
    this.#family = family;
  }

  add(outcome: Outcome): void {
    const { status } = outcome;
    if (status === 'rejected') return;
    this.#counts[status] += 1;
    const reason = incompleteReason(outcome);
    if (reason !== undefined) this.#incomplete[reason] += 1;
    if (status === 'succeeded' && this.#isUnjudged(outcome)) this.#unjudged += 1;
  }

  get sums(): BestSums {
    return Object.freeze({
      counts: Object.freeze({ ...this.#counts }),
      incomplete: Object.freeze({ ...this.#incomplete }),
      unjudged: this.#unjudged,
    });
  }

  #isUnjudged({ output }: Outcome): boolean {
    return this.#family === undefined && readUnnamedOutput(output) === undefined;
  }
}
