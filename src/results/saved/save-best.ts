import { bestOutcomesPath, datasetFile, type Run, retryRounds } from '../../dataset/index.ts';
import { LineFile } from '../../io/index.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import {
  type JobOutcomes,
  type OutcomeTotals,
  sumOutcomes,
  type TriedRound,
} from '../outcomes/job-outcomes.ts';
import { readSavedBest } from './read-saved-outcomes.ts';

/** The best outcomes of a run, in one file. */
export interface SavedBest {
  /** Absolute path of the file. */
  readonly path: string;
  readonly totals: OutcomeTotals;
  readonly rounds: readonly TriedRound[];
}

/**
 * Writes the best outcome of every record of a run, and those of rows that the build set aside, into one file beside its retries, seen only
 * once it is whole; it takes the place of an earlier one.
 *
 * Everything is read from what is saved; nothing is asked of AWS. Memory: as `readSavedOutcomes`.
 *
 * @returns Undefined where nothing of the run was tried again: then its own outcomes are the best.
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function saveBest(run: Run): Promise<SavedBest | undefined> {
  const begun = (await retryRounds(run)).filter((round) => round.run !== undefined);
  if (begun.length === 0) return undefined;
  const path = datasetFile(run.dataset, bestOutcomesPath(run.name));
  const jobs: JobOutcomes[] = [];
  const rounds: TriedRound[] = [];
  const file = new LineFile(path);
  try {
    const outcomes = readSavedBest(run, {
      onJob: (job) => jobs.push(job),
      onRetries: (tried) => rounds.push(...tried),
    });
    for await (const outcome of outcomes) file.add(formatOutcome(outcome));
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
  const rejected = run.dataset.manifest.rows?.rejected?.count;
  return Object.freeze({ path, totals: sumOutcomes(jobs, rejected, rounds), rounds });
}
