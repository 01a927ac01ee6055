import { isBegun, type Run, type RunJob, retryRounds } from '../../dataset/index.ts';
import { type AnswerOptions, answerCheck } from '../answers/check-answer.ts';
import type { OrderOptions } from '../order/outcome-order.ts';
import type { JobOutcomes, TriedRound } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { isFinal } from '../outcomes/saved-finality.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { readSavedBest, savedFolders } from './read-saved-outcomes.ts';
import { rejectedFile } from './save-rejected.ts';

/** Who is told what the outcomes add up to, in which order they come, and what answers have to be. */
interface Told extends AnswerOptions, OrderOptions {
  readonly onJob: (job: JobOutcomes) => void;
  readonly onRetries: (rounds: readonly TriedRound[]) => void;
}

/** Tells whether all outcomes of a run are saved for good, so that nothing need be asked of AWS for them. */
export async function areAllSaved(run: Run): Promise<boolean> {
  const { jobs } = run.state;
  return jobs.every(isFinal) && (await savedFolders(run)).size === jobs.length;
}

/** Tells whether reading the outputs again would come to the same outcomes, and to nothing that could be said about them. */
export async function areSavedWithoutDoubt(run: Run): Promise<boolean> {
  const { jobs } = run.state;
  const isSure = ({ saved }: RunJob) => saved?.agreement === 'agrees' && saved.anomalies === 0;
  if (jobs.length !== run.dataset.manifest.jobs.length || !jobs.every(isSure)) return false;
  const rejected = await rejectedFile(run);
  if (rejected?.isSaved === false || !(await areAllSaved(run))) return false;
  return !(await retryRounds(run)).some(isBegun);
}

/** Reads saved outcomes as {@link readSavedOutcomes} does, and tells what they add up to. */
export async function* readAllSaved(
  run: Run,
  { onJob, onRetries, ...options }: Told,
): AsyncGenerator<Outcome, void, undefined> {
  const check = answerCheck(options);
  const tried = await TriedAgain.open(run, check);
  try {
    if (tried !== undefined) onRetries(tried.rounds);
    yield* readSavedBest({ run, tried, check, onJob }, options);
  } finally {
    tried?.close();
  }
}
