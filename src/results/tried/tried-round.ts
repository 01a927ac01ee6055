import type { Run } from '../../dataset/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import { noCounts, noTokens, sumOutcomes, type TriedRound } from '../outcomes/job-outcomes.ts';
import { isFinal } from '../outcomes/saved-finality.ts';
import { savedSums } from '../outcomes/saved-sums.ts';
import type { BestTally } from './best-tally.ts';

/** Adds up a round, from the state of its run. */
export function triedRound(round: number, { state }: Run): TriedRound {
  const saved = savedSums(state.jobs.filter((job) => !needsRequest(job)));
  const isDone = state.jobs.every((job) => !needsRequest(job) && isFinal(job));
  return Object.freeze({ round, totals: sumOutcomes(saved), isDone });
}

/** Adds up a round that is asked on demand: what has its line was asked, and nothing else of it is asked any more. */
export function askedRound(round: number, { all }: BestTally): TriedRound {
  const padding = { counts: noCounts, tokens: noTokens };
  const sums = { folder: '', ...all, padding, anomalies: 0, anomalyExamples: [] };
  return Object.freeze({ round, asked: 'on-demand', totals: sumOutcomes([sums]), isDone: true });
}
