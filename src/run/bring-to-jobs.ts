import { type Dataset, findRun, type Run, type RunOwner } from '../dataset/index.ts';
import { planSubmission, type SubmitProgress, submitOwned, wholeEstimate } from '../jobs/index.ts';
import { requireOwnObjects, uploadDataset } from '../upload/index.ts';
import { requireProjected } from './canary/canary-cost.ts';
import { canaryFolders, isRestBegun } from './canary/canary-jobs.ts';
import { type CanaryReport, canaryReport } from './canary/canary-report.ts';
import { type Trial, tryCanary } from './canary/try-canary.ts';
import { datasetUri, outputUriOf } from './dataset-uri.ts';
import { needsSubmission } from './needs-submission.ts';
import type { AnyOptions } from './run-options.ts';
import type { JoinedSource } from './saving/save-joined.ts';
import type { StageClock, Tell } from './stage-clock.ts';

/** A dataset and the run of it that nobody else writes to. */
interface OwnedRun {
  readonly dataset: Dataset;
  readonly owner: RunOwner;
  readonly source: JoinedSource | undefined;
}

/** A run whose jobs are with Bedrock: all of them, or those of its canary. */
export interface BroughtToJobs {
  readonly run: Run;
  /** What the canary came to; absent where there is none, or somebody had decided on it before. */
  readonly canary?: CanaryReport | undefined;
  /** Whether only the canary was submitted, which still runs. */
  readonly isCanaryOpen: boolean;
}

/**
 * Uploads and submits what is not there yet, and gives the run. Where a canary is asked for, the others are submitted once it was decided to go on.
 *
 * @throws {CanaryError} `CANARY_HELD` where it was decided not to.
 * @throws {CostError} `COST_OVER_LIMIT`.
 */
export async function bringToJobs(
  owned: OwnedRun,
  given: AnyOptions,
  clock: StageClock,
): Promise<BroughtToJobs> {
  const { dataset, owner, source } = owned;
  const outputUri = outputUriOf(dataset, given);
  const options = { ...given, outputUri };
  const before = await findRun(dataset, options.run ?? 'main');
  const jobs = canaryFolders(dataset);
  const isTried = options.canary !== undefined && jobs.length > 0;
  const isToDecide = isTried && (before === undefined || !isRestBegun(before));
  if (isToDecide) await requireSubmittable(dataset, { ...options, maxCost: undefined });
  const isLimitedByCanary = isTried && !isToDecide && (await isWithinLimit(before, jobs, options));
  await requireSubmittable(dataset, {
    ...options,
    ...(isLimitedByCanary && { maxCost: undefined }),
    ...(isToDecide && { jobs, onEstimate: undefined }),
  });
  const uri = await clock.time('upload', (tell) => upload(owned, before, options, tell));
  // they were priced before the upload
  const priced = { maxCost: undefined, onEstimate: undefined };
  const estimate = await estimateToTell(dataset, options);
  const submitting = { ...options, ...priced, estimate, concurrency: undefined };
  const submit: Trial['submit'] = (folders, tell) => {
    const onProgress = (progress: SubmitProgress) => tell(submitProgress(progress));
    return submitOwned({ dataset, uri }, { ...submitting, jobs: folders, onProgress }, owner);
  };
  const tried = isToDecide ? await tryCanary({ jobs, source, submit }, options, clock) : undefined;
  if (tried?.isOpen === true) return { run: tried.run, isCanaryOpen: true };
  const run = await clock.time('submit', (tell) => submit(undefined, tell));
  return { run, canary: tried?.report, isCanaryOpen: false };
}

/** Estimates what is told of jobs while others wait for the quota; of a single job, and where nobody waits, there is nothing to tell. */
function estimateToTell(dataset: Dataset, options: AnyOptions) {
  const areSeveral = dataset.manifest.jobs.length > 1 && options.isDetached !== true;
  return areSeveral ? wholeEstimate(dataset, options) : undefined;
}

/** Gives where the dataset lies in S3, once what is needed of it does; of one that was built there each shard is looked at before its job is asked for. */
async function upload(
  { dataset }: OwnedRun,
  before: Run | undefined,
  options: AnyOptions,
  tell: Tell,
): Promise<string> {
  if (before !== undefined && !needsSubmission(before)) return before.state.inputUri;
  const { signal, to = '' } = options;
  const { address, prefix } = dataset.home;
  if (prefix !== undefined) {
    await requireOwnObjects(dataset, prefix, signal);
    return address;
  }
  const { uri } = await uploadDataset(dataset, {
    ...options,
    to,
    replace: false,
    onProgress: ({ bytesSent, bytesTotal }) =>
      tell({ done: bytesSent, total: bytesTotal, unit: 'bytes' }),
  });
  return uri;
}

/** What the canary took tells what the rest takes, also where the rest is gone on with; undecided where its outcomes are not saved. */
async function isWithinLimit(
  run: Run | undefined,
  folders: readonly string[],
  options: AnyOptions,
): Promise<boolean> {
  const isSaved = (folder: string) =>
    run?.state.jobs.some((job) => job.folder === folder && job.saved !== undefined);
  if (run === undefined || options.maxCost === undefined || !folders.every(isSaved)) return false;
  requireProjected(await canaryReport(run, folders, options), options);
  return true;
}

function submitProgress({ submitted, jobs, step, reason, since, measure }: SubmitProgress) {
  const waitingSince = step === 'waiting' ? since : undefined;
  const detail = reason ?? step;
  return { done: submitted, total: jobs, unit: 'jobs', detail, waitingSince, measure } as const;
}

/** Finds what Bedrock would refuse, and a run at another target, before anything is uploaded. */
async function requireSubmittable(
  dataset: Dataset,
  options: AnyOptions & { readonly jobs?: readonly string[] | undefined },
): Promise<void> {
  const uri = datasetUri(dataset, options);
  await planSubmission({ dataset, uri }, options);
}
