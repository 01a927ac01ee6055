import { type ModelFamily, readUnnamedOutput } from '../../models/index.ts';
import { isAnswerFault } from '../answers/answer-fault.ts';
import type { BestSums, CheckedSums, JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { addTo, frozen, noSums } from '../outcomes/outcome-sums.ts';

/** Counts outcomes while they go by: the best ones of the records of a job, or those of records that were asked on demand. */
export class BestTally {
  readonly #family: ModelFamily | undefined;
  readonly #sums = noSums();
  #invalidAnswers = 0;

  /** @param family Of the dataset's model, where it is known. */
  constructor(family: ModelFamily | undefined) {
    this.#family = family;
  }

  add(outcome: Outcome): void {
    const { status, finishReason, usage } = outcome;
    if (status === 'rejected') return;
    if (isAnswerFault(outcome)) this.#invalidAnswers += 1;
    const isUnjudged = status === 'succeeded' && this.#isUnjudged(outcome);
    addTo(this.#sums, { status, finishReason, usage, isUnjudged });
  }

  /** Of a run, tokens are those of the attempts, which are counted with them. */
  get sums(): BestSums {
    const { tokens: _tokens, ...sums } = this.all;
    return Object.freeze(sums);
  }

  /** The same of outcomes whose answers were checked. */
  get checked(): CheckedSums {
    return Object.freeze({ ...this.sums, invalidAnswers: this.#invalidAnswers });
  }

  /** What they come to, with their own tokens. */
  get all(): BestSums & Pick<JobOutcomes, 'tokens'> {
    return frozen(this.#sums);
  }

  #isUnjudged({ output }: Outcome): boolean {
    return this.#family === undefined && readUnnamedOutput(output) === undefined;
  }
}
