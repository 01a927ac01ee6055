import type { RowsFrom } from '../builders/index.ts';
import { requireDeadline } from '../jobs/index.ts';
import { answerCheck, saveBest } from '../results/index.ts';
import { askOverdue } from './ask-overdue.ts';
import { onDemandUnpriced } from './on-demand/on-demand-unpriced.ts';
import { requireRuntimeSdk } from './on-demand/run-runtime.ts';
import type { RunDatasetOptions, TargetOptions } from './run-options.ts';
import type { RunBegun, RunReport } from './run-report.ts';
import { saveJoined } from './saving/save-joined.ts';
import { savedInDoubt, savedTotals } from './saving/saved-totals.ts';
import { tellOutcomes } from './saving/tell-outcomes.ts';
import { foldersForgotten, waitForJobs } from './wait-for-jobs.ts';
import { type SubmittedRun, withJobs } from './with-jobs.ts';

/**
 * Takes a source the whole way: build, validate, upload, submit, wait, and one outcome for every record on disk.
 *
 * Jobs that have not begun by the `deadline` are stopped; their records are `unprocessed`, and calling again submits them anew, or they are asked
 * on demand, where the deadline says that.
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
  await requireEnding(options);
  return withJobs(source, options, bringToEnd);
}

/**
 * Checks what is to happen at a deadline, and what answers have to be, before anything is built or sent.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for answers that nothing can check, a deadline that cannot be, and of one whose records are asked on demand where the SDK for that is missing, or costs have a limit.
 */
export async function requireEnding({ deadline, maxCost, answer }: Ending): Promise<void> {
  answerCheck({ answer });
  if (requireDeadline(deadline)?.then !== 'on-demand') return;
  if (maxCost !== undefined) throw onDemandUnpriced('deadline.then "on-demand"');
  await requireRuntimeSdk();
}

type Ending = Pick<TargetOptions, 'deadline' | 'maxCost' | 'answer'>;

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
  const saved = await clock.time('results', (tell) =>
    saveJoined(run, source, { ...saving, onProgress: tellOutcomes(tell) }),
  );
  await askOverdue({ run, options: saving, clock });
  const best = await saveBest(run, options);
  const shards = run.dataset.manifest.jobs.reduce((sum, job) => sum + job.shards.length, 0);
  const { unproven, accepted } = savedInDoubt(run);
  const ended = { run, jobs, shards, ...saved, unproven, accepted, forgotten };
  if (best === undefined) return { ...ended, totals: savedTotals(run), rounds: [] };
  return { ...ended, totals: best.totals, rounds: best.rounds, outcomes: [best.path] };
}
