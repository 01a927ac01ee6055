import type { Run } from '../dataset/index.ts';
import { type JobOutcomes, type OutcomeTotals, sumOutcomes } from '../results/index.ts';

/** Adds up the outcomes that are saved in a run's folder. */
export function savedTotals(run: Run): OutcomeTotals {
  const saved = run.state.jobs.flatMap(({ folder, saved: sums }): JobOutcomes[] =>
    sums === undefined ? [] : [{ folder, ...sums, anomalyExamples: [] }],
  );
  return sumOutcomes(saved);
}
