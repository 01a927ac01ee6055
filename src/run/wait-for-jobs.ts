import { countOf } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import {
  type CostOptions,
  estimateOfRun,
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
 * Waits until the jobs of a run have ended, and tells how far they are, and what they have cost so far.
 *
 * @param options How, and which of its jobs were submitted: the others are not told of. Default: all.
 */
export async function waitForJobs(
  run: Run,
  options: WatchOptions & Pick<CostOptions, 'priceIn' | 'priceOut'>,
  tell: Tell,
): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  const estimate = options.estimate ?? (await estimateOfRun(run, options));
  for await (const snapshot of watchRun(run, { ...options, estimate })) {
    last = snapshot;
    tell(waitProgress(snapshot, options.jobs));
  }
  return last;
}

function waitProgress(
  { jobs: all, measure, unanswered }: RunSnapshot,
  folders: readonly string[] | undefined,
): Parameters<Tell>[0] {
  if (unanswered !== undefined) {
    return { detail: `no answer since ${unanswered.since}, looking again: ${unanswered.reason}` };
  }
  const jobs = all.filter(({ folder }) => folders?.includes(folder) ?? true);
  const ended = jobs.filter(
    ({ status, forgotten }) => forgotten === true || (status !== undefined && isEnded(status)),
  ).length;
  const statuses = [...new Set(jobs.map(statusOf))].join(', ');
  const detail = `${ended} of ${countOf(jobs.length, 'job')} ended (${statuses})`;
  const { done, total, rate, left } = measure ?? {};
  return { done, total, unit: 'records', rate, left, measure, detail };
}

function statusOf({ status = 'not seen yet', forgotten, stopAsked }: JobSnapshot): string {
  if (forgotten === true) return 'forgotten by Bedrock';
  return stopAsked === undefined ? status : `${status} at its deadline`;
}
