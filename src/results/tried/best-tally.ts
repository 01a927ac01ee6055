import { type ModelFamily, readUnnamedOutput } from '../../models/index.ts';
import type { BestSums } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { addTo, frozen, noSums } from '../outcomes/outcome-sums.ts';

/** Counts the best outcomes of the records of a job while they go by. */
export class BestTally {
  readonly #family: ModelFamily | undefined;
  readonly #sums = noSums();

  /** @param family Of the dataset's model, where it is known. */
  constructor(family: ModelFamily | undefined) {
    this.#family = family;
  }

  add(outcome: Outcome): void {
    const { status, finishReason } = outcome;
    if (status === 'rejected') return;
    const isUnjudged = status === 'succeeded' && this.#isUnjudged(outcome);
    addTo(this.#sums, { status, finishReason, isUnjudged });
  }

  /** Tokens are those of the attempts, which are counted with them. */
  get sums(): BestSums {
    const { tokens: _tokens, ...sums } = frozen(this.#sums);
    return Object.freeze(sums);
  }

  #isUnjudged({ output }: Outcome): boolean {
    return this.#family === undefined && readUnnamedOutput(output) === undefined;
  }
}
