import type { Run } from '../../dataset/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import { sumOutcomes, type TriedRound } from '../outcomes/job-outcomes.ts';
import { isFinal } from '../outcomes/saved-finality.ts';

/** Adds up a round, from the state of its run. */
export function triedRound(round: number, { state }: Run): TriedRound {
  const counted = state.jobs.filter((job) => !needsRequest(job));
  const saved = counted.flatMap(({ folder, saved: sums }) =>
    sums === undefined ? [] : [{ folder, ...sums, anomalyExamples: [] }],
  );
  const isDone = state.jobs.every((job) => !needsRequest(job) && isFinal(job));
  return Object.freeze({ round, totals: sumOutcomes(saved), isDone });
}
