import { isBegun, type RetryRound, type Run, retryRounds } from '../../dataset/index.ts';
import { needsSubmission } from '../needs-submission.ts';

/** How far the rounds of a run are. */
interface Rounds {
  /** The round that is to be gone on with before another begins. */
  readonly open: RetryRound | undefined;
  /** Number of the round that comes next. */
  readonly next: number;
}

/** Finds how far the rounds of a run are; one of which nothing was asked for yet is none. */
export async function roundsOf(run: Run): Promise<Rounds> {
  const begun = (await retryRounds(run)).filter(isBegun);
  return { open: begun.find(isOpen), next: (begun.at(-1)?.round ?? 0) + 1 };
}

/**
 * Tells whether something of a round is still to be asked for, waited for or kept. Of one that was asked on demand nothing is: what has no
 * answer was not asked, and is as good as any other record that is worth it.
 */
function isOpen({ run }: RetryRound): boolean {
  if (run === undefined) return false;
  if (needsSubmission(run)) return true;
  return run.state.jobs.some(({ saved, attempts }) => saved?.attempt !== attempts.at(-1)?.attempt);
}
