import { canonicalJson } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import { type Caller, type DatedJob, fetchDatedJob } from '../bedrock/bedrock-calls.ts';
import { type JobDetails, seenOf } from '../job/job-details.ts';
import { isEnded } from '../job/job-status.ts';

/** Folders whose job is with Bedrock and was not seen to have ended. */
export function openFolders(run: Run): readonly string[] {
  return run.state.jobs
    .filter(({ attempts }) => {
      const last = attempts.at(-1);
      return last?.jobArn !== undefined && (last.seen === undefined || !isEnded(last.seen.status));
    })
    .map(({ folder }) => folder);
}

/** Gets a job and keeps what is seen in `run.json`, where it changed. */
export async function refreshJob(
  run: Run,
  job: { readonly folder: string; readonly jobArn: string },
  caller: Caller,
): Promise<JobDetails> {
  return (await refreshDatedJob(run, job, caller)).job;
}

/** {@link refreshJob}, with the date of the reply. */
export async function refreshDatedJob(
  run: Run,
  { folder, jobArn }: { readonly folder: string; readonly jobArn: string },
  caller: Caller,
): Promise<DatedJob> {
  const dated = await fetchDatedJob(caller, jobArn);
  await saveSeen(run, folder, dated.job);
  return dated;
}

/**
 * Keeps what is seen of a job in `run.json`, at the attempt that made it, where it changed.
 *
 * Two looks may end in another order than they began: what has ended never goes on.
 */
export async function saveSeen(run: Run, folder: string, details: JobDetails): Promise<void> {
  const seen = seenOf(details);
  await run.keepSeen(folder, {
    jobArn: details.jobArn,
    seen,
    replaces: (before) =>
      before === undefined ||
      ((isEnded(seen.status) || !isEnded(before.status)) &&
        canonicalJson(before) !== canonicalJson(seen)),
  });
}
