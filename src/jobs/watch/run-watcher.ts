import type { Run } from '../../dataset/index.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { isRetryable } from '../bedrock/retryable.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import { findUnknown, unknownAttempts } from './find-unknown.ts';
import { openFolders, refreshJob, saveSeen } from './refresh-job.ts';

/** Rounds in a row that may fail: with the default delays about a quarter of an hour without network. */
const MOST_FAILED_ROUNDS = 20;

/** Looks at the open jobs of a run, round after round. */
export class RunWatcher {
  readonly #run: Run;
  readonly #caller: Caller;
  #failedRounds = 0;

  constructor(run: Run, caller: Caller) {
    this.#run = run;
    this.#caller = caller;
  }

  /** Looks at each open job once; an error that may pass leaves the rest to the next round. */
  async look(): Promise<void> {
    try {
      for (const folder of openFolders(this.#run)) await this.#lookAt(folder);
      for (const attempt of unknownAttempts(this.#run)) await this.#lookFor(attempt);
      this.#failedRounds = 0;
    } catch (error) {
      this.#failedRounds += 1;
      if (!isRetryable(error) || this.#failedRounds > MOST_FAILED_ROUNDS) throw error;
    }
  }

  async #lookAt(folder: string): Promise<void> {
    const jobArn = this.#run.lastAttempt(folder)?.jobArn;
    if (jobArn !== undefined) await refreshJob(this.#run, { folder, jobArn }, this.#caller);
  }

  async #lookFor(attempt: RequestedJob): Promise<void> {
    const job = await findUnknown(attempt, this.#caller);
    await this.#run.keepJob(attempt, job.jobArn);
    await saveSeen(this.#run, attempt.folder, job);
  }
}
