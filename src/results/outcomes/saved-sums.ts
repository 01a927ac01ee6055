import type { RunJob } from '../../dataset/index.ts';
import type { JobOutcomes } from './job-outcomes.ts';

/** Gives what the saved outcomes of jobs add up to; jobs whose outcomes are not saved are left out. */
export function savedSums(jobs: readonly RunJob[]): readonly JobOutcomes[] {
  return jobs.flatMap(({ folder, saved }) =>
    saved === undefined ? [] : [{ folder, ...saved, anomalyExamples: [] }],
  );
}
