import { momentNow } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { Backoff } from '../bedrock/backoff.ts';
import { isRetryable } from '../bedrock/retryable.ts';
import type { MeasuredRun } from '../measure/measured-run.ts';
import { openFolders } from '../refresh/refresh-job.ts';
import { type Looking, refreshOrStop } from '../stop/stop-overdue.ts';
import { snapshotOf } from '../watch/snapshot.ts';

/**
 * Waits for the quota of concurrent jobs to have room, for all jobs of a submission together.
 *
 * AWS tells neither which statuses count nor when a slot frees, so each round waits, looks at the run's own jobs, stops those that have not
 * begun by their deadline, and then lets every waiting request try again.
 */
export class SlotWaiter {
  readonly #run: Run;
  readonly #looking: Looking;
  readonly #backoff: Backoff;
  readonly #measured: MeasuredRun;
  #round: Promise<void> | undefined;
  #since: string | undefined;

  constructor(run: Run, looking: Looking & { readonly measured: MeasuredRun }, backoff: Backoff) {
    this.#run = run;
    this.#looking = looking;
    this.#measured = looking.measured;
    this.#backoff = backoff;
  }

  /** Notes that a request found no room. Gives since when none has, ISO 8601. */
  refused(): string {
    this.#since ??= new Date().toISOString();
    return this.#since;
  }

  /** Notes that a job was let in. */
  letIn(): void {
    this.#since = undefined;
  }

  /** Waits for the end of a round; whoever comes while one is under way waits for the same. */
  wait(signal: AbortSignal): Promise<void> {
    this.#round ??= this.#wait(signal).finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #wait(signal: AbortSignal): Promise<void> {
    await this.#backoff.wait(signal);
    const before = openFolders(this.#run);
    let areSeen = true;
    for (const folder of before) areSeen = (await this.#look(folder)) && areSeen;
    if (areSeen) this.#measured.saw(snapshotOf(this.#run).jobs, momentNow());
    if (openFolders(this.#run).length < before.length) this.#backoff.reset();
  }

  /** Tells whether the look was answered. */
  async #look(folder: string): Promise<boolean> {
    const jobArn = this.#run.lastAttempt(folder)?.jobArn;
    if (jobArn === undefined) return true;
    try {
      await refreshOrStop(this.#run, { folder, jobArn }, this.#looking);
      return true;
    } catch (error) {
      if (!isRetryable(error)) throw error;
      return false;
    }
  }
}
