import type { BedrockClient } from '@aws-sdk/client-bedrock';
import {
  type Day,
  InvalidOptionError,
  quote,
  type Report,
  requireOption,
  type Severities,
} from '../../core/index.ts';
import {
  type Dataset,
  findRun,
  type JobAttempt,
  type RunPlace,
  type RunState,
  requireRunName,
} from '../../dataset/index.ts';
import { asS3Folder, parseS3Uri } from '../../io/index.ts';
import { destinationOf } from '../bedrock/bedrock-client.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { needsRequest } from '../job/needs-request.ts';
import { requireSubmittableModel } from '../request/check-model.ts';
import { recordsCheck } from '../request/check-records.ts';
import { jobRequests, type RequestedJob } from '../request/job-requests.ts';
import type { JobRequestsOptions, RequestOptions } from '../request/request-options.ts';
import { requireOneAccount } from './one-account.ts';
import { type CostOptions, requireCost } from './require-cost.ts';

/** A dataset that lies in S3: what `uploadDataset` gives, or what is known of an earlier upload. */
export interface DatasetInS3 {
  readonly dataset: Dataset;
  /** S3 URI of the uploaded dataset: the prefix that holds its `manifest.json`. */
  readonly uri: string;
}

/** What {@link planSubmission} and {@link submitJobs} are asked for. */
export interface SubmissionOptions extends RequestOptions, BedrockOptions, CostOptions {
  /**
   * S3 URI below which each job writes a folder. Default: `<uri>-output/` beside the input. A run that was begun with another one
   * needs it again: no place that stands in a file is written to.
   */
  readonly outputUri?: string | undefined;
  /** Folders of the jobs to ask for, such as `jobs/0000`; the others are left as they are. Default: all. */
  readonly jobs?: readonly string[] | undefined;
  /** Run name. Default `main`. */
  readonly run?: string | undefined;
  /** What the run's target calls the endpoint; `local` for the embedded emulator, whose port changes. Default: what the client calls. */
  readonly endpointName?: string | undefined;
  /** Foundation model behind an opaque model id. Default: what the dataset was built with. */
  readonly baseModel?: string | undefined;
  /** Submit for a model whose family is not known, or by another way than the dataset was built for. Default false. */
  readonly allowUnchecked?: boolean | undefined;
  /** Day of the jobs, `YYYY-MM-DD` in UTC: a new one of a model that AWS ended before is refused. Default: today. */
  readonly asOf?: Date | Day | undefined;
  /** Severities that differ from the catalogue, by code, for what is found about the model, and about records that go to another one. */
  readonly severities?: Severities | undefined;
  /** Told what was found, before a job is asked for: also where records pass that go to another model than they were built for. */
  readonly onReport?: ((report: Report) => void) | undefined;
}

/** A submission whose options are checked and whose destination is known. */
export interface Submission {
  readonly place: RunPlace;
  /** Folders of the jobs that are to be with Bedrock, in the order of the manifest. */
  readonly folders: readonly string[];
  /** Makes the request for one attempt at one job; the same one each time. */
  requestFor(folder: string, attempt: number): RequestedJob;
  /** Checks the records where they go to another model than they were built for; before a job is asked for. */
  readonly checkRecords: () => Promise<void>;
}

/**
 * Checks everything that can be known before anything is sent or written.
 *
 * @throws {InvalidOptionError} as {@link jobRequests}, and where the model may not be submitted.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where a request is to be sent, and records have errors for another model than they
 *   were built for.
 * @throws {CostError} `COST_OVER_LIMIT` as {@link requireCost}.
 */
export async function prepareSubmission(
  { dataset, uri }: DatasetInS3,
  options: SubmissionOptions,
  bedrock: BedrockClient,
): Promise<Submission> {
  const run = requireRunName(options.run ?? 'main');
  const asked = foldersOf(dataset, options);
  const state = (await findRun(dataset, run))?.state;
  const inputUri = asS3Folder(uri);
  const outputUri = asS3Folder(options.outputUri ?? besideInput(inputUri));
  const request: JobRequestsOptions = { ...options, inputUri, outputUri, run };
  const planned = jobRequests(dataset, { ...request, attempts: nextAttempts(state) });
  const { region, endpoint } = await destinationOf(bedrock);
  const placed = { ...options, region };
  requireSubmittableModel(dataset.manifest, placed);
  const checkRecords = recordsCheck(dataset, placed);
  const target = {
    region,
    account: accountOf(options.roleArn),
    endpoint: options.endpointName ?? endpoint,
  };
  await requireOneAccount(bedrock, { ...options, account: target.account });
  const folders = (state?.jobs.filter(needsRequest) ?? dataset.manifest.jobs)
    .map(folderOf)
    .filter((folder) => asked.includes(folder));
  if (folders.length > 0) await checkRecords();
  await requireCost(dataset, { ...placed, folders });
  return {
    checkRecords,
    folders: asked,
    place: { run, target, inputUri, outputUri },
    requestFor: (folder, attempt) =>
      planned.find((job) => job.folder === folder && job.attempt === attempt) ??
      onlyJob(jobRequests(dataset, { ...request, attempts: { [folder]: attempt } }), folder),
  };
}

/** Gives the folders of the jobs that are asked for. */
function foldersOf({ manifest }: Dataset, { jobs }: SubmissionOptions): readonly string[] {
  const all = manifest.jobs.map(folderOf);
  if (jobs === undefined) return all;
  const stranger = jobs.find((folder) => !all.includes(folder));
  const expected = `folders of jobs of the dataset, such as ${all[0]}`;
  requireOption(stranger === undefined, { option: 'jobs', value: stranger, expected });
  return all.filter((folder) => jobs.includes(folder));
}

function folderOf({ folder }: { readonly folder: string }): string {
  return folder;
}

/** The attempts that the next requests would be: also their names must fit. */
function nextAttempts(state: RunState | undefined): Readonly<Record<string, number>> {
  const jobs = state?.jobs ?? [];
  return Object.fromEntries(jobs.map((job) => [job.folder, nextAttempt(job.attempts)]));
}

function nextAttempt(attempts: readonly JobAttempt[]): number {
  const last = attempts.at(-1);
  if (last === undefined) return 1;
  return last.jobArn === undefined ? last.attempt : last.attempt + 1;
}

function onlyJob(planned: readonly RequestedJob[], folder: string): RequestedJob {
  const job = planned.find((one) => one.folder === folder);
  if (job === undefined) throw new RangeError(`The dataset has no job ${quote(folder)}`);
  return job;
}

function besideInput(inputUri: string): string {
  if (parseS3Uri(inputUri)?.key !== '') return `${inputUri.replace(/\/+$/, '')}-output/`;
  throw new InvalidOptionError(
    `The dataset lies at the top of its bucket, ${quote(inputUri)}, so there is no prefix beside it for the outputs`,
    {
      option: 'outputUri',
      expected: 'an S3 URI in another bucket',
      received: 'nothing',
      hint: 'Name the place of the outputs, or upload the dataset below a prefix',
    },
  );
}

function accountOf(roleArn: string): string {
  const account = /^arn:[^:]*:iam::(\d{12}):role\//.exec(roleArn)?.[1];
  if (account !== undefined) return account;
  throw new InvalidOptionError(
    `roleArn is ${quote(roleArn)}, which does not say whose role it is`,
    {
      option: 'roleArn',
      expected: 'arn:aws:iam::<account>:role/<name> with the twelve digits of the account',
      received: quote(roleArn),
    },
  );
}
