import type { Run } from '../../dataset/index.ts';
import { lookOnce, snapshotOf } from '../../jobs/index.ts';
import type { AnyOptions } from '../run-options.ts';
import { type JoinedSource, saveJoined } from '../saving/save-joined.ts';
import type { StageClock, Tell } from '../stage-clock.ts';
import { foldersForgotten, waitForJobs } from '../wait-for-jobs.ts';
import { requireProjected } from './canary-cost.ts';
import { CanaryError } from './canary-error.ts';
import { type CanaryReport, canaryReport } from './canary-report.ts';

/** A canary that is to be tried. */
export interface Trial {
  /** Folders of its jobs. */
  readonly jobs: readonly string[];
  readonly source: JoinedSource | undefined;
  /** Submits jobs, all where none are named. */
  readonly submit: (jobs: readonly string[] | undefined, tell: Tell) => Promise<Run>;
}

/** How far a canary is. */
interface Tried {
  readonly run: Run;
  /** Whether its jobs still run, and nobody waits for them. */
  readonly isOpen: boolean;
  /** Absent while they run. */
  readonly report?: CanaryReport | undefined;
}

/**
 * Submits the jobs of a canary, waits for them unless nobody waits, keeps their outcomes, and asks whether to go on.
 *
 * Called again it goes on where it was: jobs that were submitted are kept or adopted, outcomes that are saved are read from there.
 *
 * @throws {CanaryError} `CANARY_HELD` where the answer is no.
 * @throws {CostError} `COST_OVER_LIMIT` where the rest is expected to cost more than it may.
 */
export async function tryCanary(
  trial: Trial,
  options: AnyOptions,
  clock: StageClock,
): Promise<Tried> {
  const tried = await clock.time('canary', (tell) => toItsEnd(trial, options, tell));
  const { report } = tried;
  if (report === undefined || report.rest === 0) return tried;
  await options.canary?.onReport?.(report);
  requireProjected(report, options);
  if ((await options.canary?.goOn(report)) !== true) throw new CanaryError(report);
  return tried;
}

async function toItsEnd(
  { jobs, source, submit }: Trial,
  options: AnyOptions,
  tell: Tell,
): Promise<Tried> {
  const run = await submit(jobs, tell);
  const forgotten =
    options.isDetached === true
      ? await lookOnce(run, options)
      : foldersForgotten((await waitForJobs(run, { ...options, jobs }, tell)).jobs);
  const isOpen = !snapshotOf(run).done && forgotten.length === 0;
  if (isOpen) return { run, isOpen };
  await saveJoined(run, source, { ...options, jobs, forgotten, onProgress: undefined });
  return { run, isOpen, report: await canaryReport(run, jobs, options) };
}
