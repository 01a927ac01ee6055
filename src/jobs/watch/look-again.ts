import { isBedrockBatchError, JobError } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { isJobNotFound, isRetryable } from '../bedrock/retryable.ts';
import { withRunClient } from '../bedrock/run-client.ts';
import { keepUnknown, unknownAttempts } from '../refresh/find-unknown.ts';
import { openFolders, refreshJob } from '../refresh/refresh-job.ts';

/**
 * Looks at each job of a run that was not seen to have ended, once. A look that fails and may pass another time is left out.
 *
 * @returns Folders of the jobs that Bedrock does not know any more: it forgets old ones.
 * @throws {JobError} As `watchRun`, except for `JOB_NOT_FOUND`.
 */
export function lookOnce(run: Run, options: BedrockOptions = {}): Promise<readonly string[]> {
  return withRunClient(run, options, async (bedrock) => {
    const caller = { bedrock, signal: options.signal };
    const forgotten = await refreshOpen(run, caller);
    for (const attempt of unknownAttempts(run)) await keepUnknown(run, attempt, caller);
    return forgotten;
  });
}

/** Refreshes the jobs that were not seen to have ended, and gives the folders of those that Bedrock does not know. */
export function refreshOpen(run: Run, caller: Caller): Promise<readonly string[]> {
  return refreshAll(run, openFolders(run), isRetryable, caller);
}

/**
 * Looks once more at jobs that have ended, for their counts: what Get said in the second they ended may not have been all.
 *
 * @param folders Folders of the jobs.
 * @returns Whether anything is new. A job that cannot be looked at, such as one that Bedrock has forgotten, stays as it was seen
 *   last.
 */
export function lookAgain(
  run: Run,
  folders: readonly string[],
  options: BedrockOptions = {},
): Promise<boolean> {
  return withRunClient(run, options, async (bedrock) => {
    const before = run.state;
    const mayFail = (error: unknown) => error instanceof JobError;
    await refreshAll(run, folders, mayFail, { bedrock, signal: options.signal });
    return run.state !== before;
  });
}

/**
 * Does what compares outputs with Bedrock's counts. Where they differ, all jobs are looked at once more, and it is done again if
 * their counts are others now.
 *
 * @param act Throws `JOB_OUTPUTS_DIFFER` where outputs differ, and then leaves nothing behind.
 * @throws What `act` throws.
 */
export async function withSecondLook<Value>(
  run: Run,
  options: BedrockOptions,
  act: () => Promise<Value>,
): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    if (!isBedrockBatchError(error) || error.code !== 'JOB_OUTPUTS_DIFFER') throw error;
    const folders = run.state.jobs.map(({ folder }) => folder);
    if (!(await lookAgain(run, folders, options))) throw error;
    return act();
  }
}

/**
 * Refreshes jobs and gives the folders of those that Bedrock does not know.
 *
 * @param mayFail Tells of an error whether the job then stays as it was seen last.
 */
async function refreshAll(
  run: Run,
  folders: readonly string[],
  mayFail: (error: unknown) => boolean,
  caller: Caller,
): Promise<readonly string[]> {
  const forgotten: string[] = [];
  for (const folder of folders) {
    const jobArn = run.lastAttempt(folder)?.jobArn;
    if (jobArn === undefined) continue;
    try {
      await refreshJob(run, { folder, jobArn }, caller);
    } catch (error) {
      if (isJobNotFound(error)) forgotten.push(folder);
      else if (!mayFail(error)) throw error;
    }
  }
  return forgotten;
}
