import { type ModelFamily, readUnnamedOutput } from '../../models/index.ts';
import type { BestSums, JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { addTo, frozen, noSums } from '../outcomes/outcome-sums.ts';

/** Counts outcomes while they go by: the best ones of the records of a job, or those of records that were asked on demand. */
export class BestTally {
  readonly #family: ModelFamily | undefined;
  readonly #sums = noSums();

  /** @param family Of the dataset's model, where it is known. */
  constructor(family: ModelFamily | undefined) {
    this.#family = family;
  }

  add(outcome: Outcome): void {
    const { status, finishReason, usage } = outcome;
    if (status === 'rejected') return;
    const isUnjudged = status === 'succeeded' && this.#isUnjudged(outcome);
    addTo(this.#sums, { status, finishReason, usage, isUnjudged });
  }

  /** Of a run, tokens are those of the attempts, which are counted with them. */
  get sums(): BestSums {
    const { tokens: _tokens, ...sums } = this.all;
    return Object.freeze(sums);
  }

  /** What they come to, with their own tokens. */
  get all(): BestSums & Pick<JobOutcomes, 'tokens'> {
    return frozen(this.#sums);
  }

  #isUnjudged({ output }: Outcome): boolean {
    return this.#family === undefined && readUnnamedOutput(output) === undefined;
  }
}
