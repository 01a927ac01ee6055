import type { Run, RunJob } from '../../dataset/index.ts';
import { isJobNotFound } from '../bedrock/retryable.ts';
import { keepUnknown, unknownAttempts } from '../refresh/find-unknown.ts';
import { openFolders } from '../refresh/refresh-job.ts';
import { type Looking, refreshOrStop } from '../stop/stop-overdue.ts';
import { MissedLooks } from './missed-looks.ts';

/**
 * Looks at the open jobs of a run, round after round, and stops those that have not begun by their deadline.
 *
 * Bedrock forgets old jobs. One that was seen before and is not found by three looks in a row is forgotten: it is not looked at any more, nor
 * is one whose outcomes are kept as final though it was not seen to end, which only a forgotten one can be.
 */
export class RunWatcher {
  readonly #run: Run;
  readonly #looking: Looking;
  readonly #looks = new MissedLooks();

  constructor(run: Run, looking: Looking) {
    this.#run = run;
    this.#looking = looking;
    for (const job of run.state.jobs) if (isKeptAsFinal(job)) this.#looks.forget(job.folder);
  }

  /** Folders of open jobs that Bedrock does not know any more. */
  get forgotten(): ReadonlySet<string> {
    return new Set(openFolders(this.#run).filter((folder) => this.#looks.isForgotten(folder)));
  }

  /** Looks at each open job once; an error leaves the rest to the next round. */
  async look(): Promise<void> {
    for (const folder of openFolders(this.#run))
      if (!this.#looks.isForgotten(folder)) await this.#lookAt(folder);
    for (const attempt of unknownAttempts(this.#run))
      await keepUnknown(this.#run, attempt, this.#looking.caller);
  }

  async #lookAt(folder: string): Promise<void> {
    const { jobArn, seen } = this.#run.lastAttempt(folder) ?? {};
    if (jobArn === undefined) return;
    try {
      await refreshOrStop(this.#run, { folder, jobArn }, this.#looking);
      this.#looks.found(folder);
    } catch (error) {
      if (!isJobNotFound(error) || seen === undefined) throw error;
      this.#looks.miss(folder);
    }
  }
}

function isKeptAsFinal({ attempts, saved }: RunJob): boolean {
  const isKept = saved?.agreement === 'agrees' || saved?.agreement === 'accepted';
  return isKept && saved.attempt === attempts.at(-1)?.attempt;
}
