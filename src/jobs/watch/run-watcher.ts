import type { Run } from '../../dataset/index.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import { findUnknown, unknownAttempts } from './find-unknown.ts';
import { openFolders, refreshJob, saveSeen } from './refresh-job.ts';

/** Looks at the open jobs of a run, round after round. */
export class RunWatcher {
  readonly #run: Run;
  readonly #caller: Caller;

  constructor(run: Run, caller: Caller) {
    this.#run = run;
    this.#caller = caller;
  }

  /** Looks at each open job once; an error leaves the rest to the next round. */
  async look(): Promise<void> {
    for (const folder of openFolders(this.#run)) await this.#lookAt(folder);
    for (const attempt of unknownAttempts(this.#run)) await this.#lookFor(attempt);
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
