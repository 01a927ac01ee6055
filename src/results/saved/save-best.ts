import {
  bestOutcomesPath,
  checkedOutcomesPath,
  datasetFile,
  type Run,
} from '../../dataset/index.ts';
import { LineFile } from '../../io/index.ts';
import { type AnswerOptions, answerCheck } from '../answers/check-answer.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import {
  type JobOutcomes,
  type OutcomeTotals,
  sumOutcomes,
  type TriedRound,
} from '../outcomes/job-outcomes.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { readSavedBest } from './read-saved-outcomes.ts';

/** The best outcomes of a run, in one file. */
export interface SavedBest {
  /** Absolute path of the file. */
  readonly path: string;
  readonly totals: OutcomeTotals;
  readonly rounds: readonly TriedRound[];
}

/**
 * Writes the best outcome of every record of a run, and those of rows that the build set aside, into one file, seen only
 * once it is whole; it takes the place of an earlier one. Where answers are checked that is another file, which nothing reads again.
 *
 * Everything is read from what is saved; nothing is asked of AWS. Memory: as `readSavedOutcomes`.
 *
 * @returns Undefined where nothing of the run was tried again, and answers are not checked: then its own outcomes are the best.
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function saveBest(run: Run, answers: AnswerOptions): Promise<SavedBest | undefined> {
  const check = answerCheck(answers);
  const tried = await TriedAgain.open(run, check);
  if (tried === undefined && check === undefined) return undefined;
  const name = check === undefined ? bestOutcomesPath(run.name) : checkedOutcomesPath(run.name);
  const path = datasetFile(run.dataset, name);
  const jobs: JobOutcomes[] = [];
  const file = new LineFile(path);
  try {
    const best = { run, tried, check, onJob: (job: JobOutcomes) => jobs.push(job) };
    for await (const outcome of readSavedBest(best, {})) file.add(formatOutcome(outcome));
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  } finally {
    tried?.close();
  }
  const rounds = tried?.rounds ?? [];
  const rejected = run.dataset.manifest.rows?.rejected?.count;
  return Object.freeze({ path, totals: sumOutcomes(jobs, rejected, rounds), rounds });
}
