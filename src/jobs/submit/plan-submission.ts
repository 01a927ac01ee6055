import { canonicalJson } from '../../core/index.ts';
import {
  beginRun,
  type Dataset,
  findRun,
  type JobAttempt,
  type JobRequest,
  type Run,
  type RunPlace,
} from '../../dataset/index.ts';
import { withBedrock } from '../bedrock/bedrock-client.ts';
import { whyNotAgain } from '../job/job-status.ts';
import { isForNothing } from '../job/needs-request.ts';
import {
  type DatasetInS3,
  prepareSubmission,
  type Submission,
  type SubmissionOptions,
} from './submission.ts';

/** What submitting would do for one job. */
export interface PlannedStep {
  readonly folder: string;
  /** 1-based. */
  readonly attempt: number;
  /**
   * `create`: ask for the job. `repeat`: ask again with the same name and token, because it is not known whether the first
   * request arrived. `keep`: nothing, the job is there.
   */
  readonly step: 'create' | 'repeat' | 'keep';
  readonly request: JobRequest;
  readonly jobArn?: string | undefined;
  /** Why a job that is kept is not submitted again though it did not end well. */
  readonly reason?: string | undefined;
}

/** What {@link submitJobs} would do. */
export interface SubmissionPlan extends RunPlace {
  readonly jobs: readonly PlannedStep[];
}

/**
 * Says what {@link submitJobs} would send, to the letter; sends and writes nothing.
 *
 * Of jobs that were submitted before it knows what `run.json` saw last.
 *
 * @param upload The dataset and where it lies, or will lie, in S3.
 * @param options As for {@link submitJobs}.
 * @returns The target, the URIs, and one step per job in the order of the manifest.
 * @throws {InvalidOptionError} `INVALID_OPTION`, `MODEL_UNKNOWN` and `MODEL_NOT_BATCHABLE` for what Bedrock would refuse.
 * @throws {DatasetInvalidError} `DATASET_INVALID`, with the report, where records have errors for another model than they were built for.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where the run exists for another target or other URIs.
 *
 * @example What would be asked for
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { buildDataset } from 'bedrock-batch';
 * import { planSubmission } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const plan = await planSubmission(
 *   { dataset, uri: 's3://bucket/texts/' },
 *   { roleArn: 'arn:aws:iam::123456789012:role/Batch', region: 'us-east-1' },
 * );
 * console.assert(plan.outputUri === 's3://bucket/texts-output/');
 * console.assert(plan.jobs[0]?.step === 'create');
 * ```
 */
export async function planSubmission(
  upload: DatasetInS3,
  options: SubmissionOptions,
): Promise<SubmissionPlan> {
  return withBedrock(options, async (bedrock) => {
    const submission = await prepareSubmission(upload, options, bedrock);
    const jobs = await plannedSteps(upload.dataset, submission);
    return Object.freeze({ ...submission.place, jobs });
  });
}

/** Says for each job of a dataset what submitting would do, by what its run saw last. */
export async function plannedSteps(
  dataset: Dataset,
  submission: Submission,
): Promise<readonly PlannedStep[]> {
  const before = await runBefore(dataset, submission.place);
  return submission.folders.map((folder) =>
    planStep(folder, before?.lastAttempt(folder), submission),
  );
}

/** An existing run is only compared with the place that is asked for; beginning a new one would write it. */
async function runBefore(dataset: Dataset, place: RunPlace): Promise<Run | undefined> {
  const isBegun = (await findRun(dataset, place.run)) !== undefined;
  return isBegun ? beginRun(dataset, place) : undefined;
}

function planStep(
  folder: string,
  last: JobAttempt | undefined,
  { requestFor }: Submission,
): PlannedStep {
  if (last === undefined) return { step: 'create', ...requestFor(folder, 1) };
  const { attempt, request, jobArn, seen } = last;
  if (jobArn === undefined) {
    const asked = requestFor(folder, attempt);
    const step = isSameRequest(asked.request, request) ? 'repeat' : 'create';
    return { step, ...asked };
  }
  if (isForNothing(last)) return { step: 'create', ...requestFor(folder, attempt + 1) };
  const reason = seen === undefined ? undefined : whyNotAgain(seen);
  return { step: 'keep', folder, attempt, request, jobArn, reason };
}

/** Tells whether two requests would be the same bytes, name and token included. */
export function isSameRequest(one: JobRequest, other: JobRequest): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
