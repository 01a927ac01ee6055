import { countOf } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import {
  isEnded,
  type JobSnapshot,
  type RunSnapshot,
  snapshotOf,
  type WatchOptions,
  watchRun,
} from '../jobs/index.ts';
import type { Tell } from './stage-clock.ts';

/** Names the jobs that Bedrock does not know any more. */
export function foldersForgotten(jobs: RunSnapshot['jobs']): readonly string[] {
  return jobs.filter((job) => job.forgotten === true).map(({ folder }) => folder);
}

/**
 * Waits until the jobs of a run have ended, and tells how far they are.
 *
 * @param options How, and which of its jobs were submitted: the others are not told of. Default: all.
 */
export async function waitForJobs(
  run: Run,
  options: WatchOptions & { readonly jobs?: readonly string[] | undefined },
  tell: Tell,
): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, options)) {
    last = snapshot;
    tell(waitProgress(partOf(snapshot, run, options.jobs)));
  }
  return last;
}

/** A run as if it had only some of its jobs. */
function partOf(
  snapshot: RunSnapshot,
  { dataset }: Run,
  folders: readonly string[] | undefined,
): RunSnapshot {
  if (folders === undefined) return snapshot;
  const total = dataset.manifest.jobs
    .filter(({ folder }) => folders.includes(folder))
    .reduce((sum, { records }) => sum + records, 0);
  const jobs = snapshot.jobs.filter(({ folder }) => folders.includes(folder));
  return { ...snapshot, jobs, records: { ...snapshot.records, total } };
}

function waitProgress({ jobs, records, unanswered }: RunSnapshot): Parameters<Tell>[0] {
  if (unanswered !== undefined) {
    return { detail: `no answer since ${unanswered.since}, looking again: ${unanswered.reason}` };
  }
  const ended = jobs.filter(
    ({ status, forgotten }) => forgotten === true || (status !== undefined && isEnded(status)),
  ).length;
  const statuses = [...new Set(jobs.map(statusOf))].join(', ');
  const detail = `${ended} of ${countOf(jobs.length, 'job')} ended (${statuses})`;
  return { done: records.processed, total: records.total, unit: 'records', detail };
}

function statusOf({ status = 'not seen yet', forgotten, stopAsked }: JobSnapshot): string {
  if (forgotten === true) return 'forgotten by Bedrock';
  return stopAsked === undefined ? status : `${status} at its deadline`;
}
