import { bestOutcomesPath, checkedOutcomesPath, type Run } from '../../dataset/index.ts';
import { type AnswerOptions, answerCheck } from '../answers/check-answer.ts';
import {
  type JobOutcomes,
  type OutcomeTotals,
  sumOutcomes,
  type TriedRound,
} from '../outcomes/job-outcomes.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { OutcomeLines } from '../outcomes/outcome-lines.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { outcomePieces } from './outcome-pieces.ts';
import { readSavedBest } from './read-saved-outcomes.ts';
import { type ObjectWriting, wholeFileIn, writeWhole } from './whole-file.ts';

/** The best outcomes of a run, in one file. */
export interface SavedBest {
  /** Absolute path of the file, or the URI of the object. */
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
export async function saveBest(
  run: Run,
  { signal, ...answers }: AnswerOptions & Pick<ObjectWriting, 'signal'>,
): Promise<SavedBest | undefined> {
  const check = answerCheck(answers);
  const tried = await TriedAgain.open(run, check);
  if (tried === undefined && check === undefined) return undefined;
  const name = check === undefined ? bestOutcomesPath(run.name) : checkedOutcomesPath(run.name);
  const jobs: JobOutcomes[] = [];
  const { home } = run.dataset;
  try {
    const best = { run, tried, check, onJob: (job: JobOutcomes) => jobs.push(job) };
    const pieces = outcomePieces(inBatches(readSavedBest(best, {})), new OutcomeLines());
    await writeWhole(await wholeFileIn(home, name, signal), pieces);
  } finally {
    tried?.close();
  }
  const rounds = tried?.rounds ?? [];
  const rejected = run.dataset.manifest.rows?.rejected?.count;
  return Object.freeze({
    path: home.nameOf(name),
    totals: sumOutcomes(jobs, rejected, rounds),
    rounds,
  });
}
