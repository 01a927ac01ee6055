import type { RowsFrom } from '../builders/index.ts';
import { countOf } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import {
  isEnded,
  type JobSnapshot,
  type RunSnapshot,
  requireDeadline,
  snapshotOf,
  type WatchOptions,
  watchRun,
} from '../jobs/index.ts';
import { saveBest } from '../results/index.ts';
import type { RunDatasetOptions } from './run-options.ts';
import type { RunBegun, RunReport } from './run-report.ts';
import { saveJoined } from './save-joined.ts';
import { savedInDoubt, savedTotals } from './saved-totals.ts';
import type { Tell } from './stage-clock.ts';
import { type SubmittedRun, withJobs } from './with-jobs.ts';

/**
 * Takes a source the whole way: build, validate, upload, submit, wait, and one outcome for every record on disk.
 *
 * Jobs that have not begun by the `deadline` are stopped; their records are `unprocessed`, and calling again submits them anew.
 * Call it again with the same arguments to go on where it stopped: the dataset is not built twice, shards that are in S3
 * stay, a job is never paid for twice, outcomes that are saved are not read again. Every step stands in `run.json` before
 * it costs money. An abort leaves what is done; the jobs that run go on and are billed.
 *
 * Memory: the largest of its stages, see each; 12 to 23 bytes per recordId while it builds.
 *
 * @param source Path of a file or a folder, a pattern such as `data/*.csv`, rows, or a source made by `csv()`, `jsonArray()`, `jsonl()`.
 * @param options What to build, where to put it, and how to run it.
 * @returns What became of the run, once all its jobs have ended.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where outputs are not those that Bedrock counted: call it again once they can be
 *   seen, or with `acceptMissing`. Jobs whose outputs agree are kept.
 * @throws What `buildDataset`, `uploadDataset`, `submitJobs`, `watchRun` and `readOutcomes` throw.
 */
export async function runDataset<Row = unknown>(
  source: RowsFrom<Row>,
  options: RunDatasetOptions<Row>,
): Promise<RunReport> {
  requireDeadline(options.deadline);
  return withJobs(source, options, bringToEnd);
}

/** Waits for the jobs, and keeps the outcomes. */
export async function bringToEnd({
  run,
  source,
  options,
  clock,
}: SubmittedRun): Promise<Omit<RunReport, keyof RunBegun>> {
  const { jobs } = await clock.time('wait', (tell) => waitForJobs(run, options, tell));
  const forgotten = foldersForgotten(jobs);
  const saving = { ...options, forgotten };
  const { best, ...saved } = await clock.time('results', async () => ({
    ...(await saveJoined(run, source, saving)),
    best: await saveBest(run),
  }));
  const shards = run.dataset.manifest.jobs.reduce((sum, job) => sum + job.shards.length, 0);
  const { unproven, accepted } = savedInDoubt(run);
  const ended = { run, jobs, shards, ...saved, unproven, accepted, forgotten };
  if (best === undefined) return { ...ended, totals: savedTotals(run), rounds: [] };
  return { ...ended, totals: best.totals, rounds: best.rounds, outcomes: [best.path] };
}

/** Names the jobs that Bedrock does not know any more. */
export function foldersForgotten(jobs: RunSnapshot['jobs']): readonly string[] {
  return jobs.filter((job) => job.forgotten === true).map(({ folder }) => folder);
}

/** Waits until the jobs of a run have ended, and tells how far they are. */
export async function waitForJobs(
  run: Run,
  options: WatchOptions,
  tell: Tell,
): Promise<RunSnapshot> {
  let last = snapshotOf(run);
  for await (const snapshot of watchRun(run, options)) {
    last = snapshot;
    tell(waitProgress(snapshot));
  }
  return last;
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
