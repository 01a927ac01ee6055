import type { Run, SavedOutcomes } from '../../dataset/index.ts';
import { type OutcomeTotals, savedSums, sumOutcomes } from '../../results/index.ts';
import type { RunReport } from '../run-report.ts';

/** Adds up the outcomes that are saved in a run's folder. */
export function savedTotals(run: Run): OutcomeTotals {
  return sumOutcomes(savedSums(run.state.jobs), run.dataset.manifest.rows?.rejected?.count);
}

/** Names the jobs whose saved outcomes may not be all there were. */
export function savedInDoubt({ state }: Run): Pick<RunReport, 'unproven' | 'accepted'> {
  const foldersOf = (agreement: SavedOutcomes['agreement']) =>
    state.jobs.filter(({ saved }) => saved?.agreement === agreement).map(({ folder }) => folder);
  return { unproven: foldersOf('unknown'), accepted: foldersOf('accepted') };
}
