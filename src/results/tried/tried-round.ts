import type { Run } from '../../dataset/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import { sumOutcomes, type TriedRound } from '../outcomes/job-outcomes.ts';
import { isFinal } from '../outcomes/saved-finality.ts';
import { savedSums } from '../outcomes/saved-sums.ts';

/** Adds up a round, from the state of its run. */
export function triedRound(round: number, { state }: Run): TriedRound {
  const saved = savedSums(state.jobs.filter((job) => !needsRequest(job)));
  const isDone = state.jobs.every((job) => !needsRequest(job) && isFinal(job));
  return Object.freeze({ round, totals: sumOutcomes(saved), isDone });
}
