import type {
  BedrockClient,
  FoundationModelSummary,
  ListModelInvocationJobsCommandInput,
} from '@aws-sdk/client-bedrock';
import { isObject, JobError, quote } from '../../core/index.ts';
import { isJobArnAt, type JobRequest, type RunTarget } from '../../dataset/index.ts';
import { abortable } from '../../io/index.ts';
import { type JobDetails, readJob, textOf } from '../job/job-details.ts';
import { type RequestSubject, wrapJobError } from './job-errors.ts';

/** Most characters of an ARN that a message quotes. */
const LONGEST_ARN = 200;

/** A client and what ends its requests. */
export interface Caller {
  readonly bedrock: BedrockClient;
  readonly signal?: AbortSignal | undefined;
}

type Sdk = typeof import('./aws-bedrock.ts');
type Send = { readonly abortSignal?: AbortSignal };

/** Sends one request; what it throws is an error of this package, or the signal's reason. */
async function call<T>(
  { signal }: Caller,
  subject: RequestSubject,
  send: (sdk: Sdk, options: Send) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  try {
    const sdk = await import('./aws-bedrock.ts');
    return await send(sdk, abortable(signal));
  } catch (error) {
    signal?.throwIfAborted();
    throw wrapJobError(error, subject);
  }
}

/**
 * Creates a job and gives its ARN.
 *
 * A job is made in the caller's account, which has to own the role, and in the region that was asked: a reply that says
 * otherwise is somebody else's, and the job may exist.
 */
export async function createJob(
  caller: Caller,
  request: JobRequest,
  target: RunTarget,
): Promise<string> {
  const { jobName } = request;
  const subject = { operation: 'CreateModelInvocationJob', jobName };
  const jobArn = textOf(
    await call(caller, subject, (sdk, options) => sdk.sendCreate(caller.bedrock, request, options)),
  );
  if (jobArn !== undefined && isJobArnAt(jobArn, target)) return jobArn;
  throw new JobError('JOB_REPLY_UNKNOWN', unclearReply(jobArn, jobName, target), {
    ...subject,
    isRetryable: true,
    hint: 'Repeat the same command: name and token stay the same, so no second job is made',
  });
}

function unclearReply(jobArn: string | undefined, jobName: string, target: RunTarget): string {
  if (jobArn === undefined) {
    return `The reply to ${quote(jobName)} names no job, so the job may exist`;
  }
  const { account, region } = target;
  return `The reply to ${quote(jobName)} names ${quote(jobArn, LONGEST_ARN)}, which is not a job of account ${account} in ${region}, so the job may exist`;
}

/** A job, and when Bedrock said so. */
export interface DatedJob {
  readonly job: JobDetails;
  /** Date of the reply by Bedrock's own clock, in milliseconds since 1970; absent where the reply has none. */
  readonly repliedAt?: number | undefined;
}

/** Gets a job by its ARN; a reply that does not name it is none. */
export async function fetchJob(caller: Caller, jobArn: string): Promise<JobDetails> {
  return (await fetchDatedJob(caller, jobArn)).job;
}

/** Gets a job by its ARN, with the date of the reply. */
export async function fetchDatedJob(caller: Caller, jobArn: string): Promise<DatedJob> {
  const operation = 'GetModelInvocationJob';
  const subject = { operation, jobArn };
  const { reply, date } = await call(caller, subject, (sdk, options) =>
    sdk.sendGet(caller.bedrock, jobArn, options),
  );
  const given = textOf(reply.jobArn);
  if (given?.endsWith(jobArn) === true) {
    const repliedAt = Date.parse(date ?? '');
    return { job: readJob(reply), repliedAt: Number.isNaN(repliedAt) ? undefined : repliedAt };
  }
  const named = given === undefined ? 'no job' : quote(given, LONGEST_ARN);
  throw new JobError(
    'JOB_REQUEST',
    `The reply to ${operation} of ${quote(jobArn)} names ${named}`,
    {
      ...subject,
      isRetryable: true,
      hint: 'Repeat the command',
    },
  );
}

/** One page of the list of jobs. */
export interface JobPage {
  readonly jobs: readonly JobDetails[];
  /** Absent on the last page. */
  readonly nextToken?: string | undefined;
}

/** Gets one page of the list of jobs. */
export async function fetchPage(
  caller: Caller,
  input: ListModelInvocationJobsCommandInput,
): Promise<JobPage> {
  const operation = 'ListModelInvocationJobs';
  const reply = await call(caller, { operation }, (sdk, options) =>
    sdk.sendList(caller.bedrock, input, options),
  );
  const summaries: unknown = reply.invocationJobSummaries ?? [];
  if (!Array.isArray(summaries)) throw noList(operation, 'jobs');
  // of an entry that is no job nothing is told, and the others are all the same
  const jobs = summaries.map((summary: unknown) => readJob(isObject(summary) ? summary : {}));
  return { jobs, nextToken: reply.nextToken || undefined };
}

/** Gets the list of foundation models, which comes in one piece. */
export async function fetchModels(caller: Caller): Promise<readonly FoundationModelSummary[]> {
  const operation = 'ListFoundationModels';
  const models = await call(caller, { operation }, (sdk, options) =>
    sdk.sendListModels(caller.bedrock, options),
  );
  if (Array.isArray(models)) return models;
  throw noList(operation, 'models');
}

function noList(operation: string, of: string): JobError {
  return new JobError('JOB_REQUEST', `The reply to ${operation} holds no list of ${of}`, {
    operation,
    isRetryable: true,
    hint: 'Repeat the command; check the endpoint or proxy if that does not help',
  });
}

/** One of the calls of batch inference. */
export type ApiOperation =
  | 'CreateModelInvocationJob'
  | 'GetModelInvocationJob'
  | 'ListModelInvocationJobs'
  | 'StopModelInvocationJob'
  | 'ListTagsForResource';

/** Sends one request as it is, and gives the answer as it is. */
export async function ask(
  caller: Caller,
  operation: ApiOperation,
  request: object,
): Promise<Readonly<Record<string, unknown>>> {
  const {
    jobIdentifier = '',
    resourceARN = '',
    jobName,
  } = request as {
    readonly jobIdentifier?: string;
    readonly resourceARN?: string;
    readonly jobName?: string;
  };
  const subject = { operation, jobName, jobArn: jobIdentifier || resourceARN || undefined };
  const reply: object = await call(caller, subject, async (sdk, options) => {
    switch (operation) {
      case 'CreateModelInvocationJob': {
        const jobArn = await sdk.sendCreate(caller.bedrock, request as JobRequest, options);
        return { jobArn };
      }
      case 'GetModelInvocationJob':
        return (await sdk.sendGet(caller.bedrock, jobIdentifier, options)).reply;
      case 'ListModelInvocationJobs':
        return await sdk.sendList(caller.bedrock, request, options);
      case 'StopModelInvocationJob':
        await sdk.sendStop(caller.bedrock, jobIdentifier, options);
        return {};
      case 'ListTagsForResource':
        return { tags: await sdk.sendListTags(caller.bedrock, resourceARN, options) };
    }
  });
  const members = Object.entries(reply).filter(([key]) => key !== '$metadata');
  return Object.fromEntries(members);
}

/** Asks Bedrock to stop a job. */
export function requestStop(caller: Caller, jobArn: string): Promise<void> {
  const subject = { operation: 'StopModelInvocationJob', jobArn };
  return call(caller, subject, (sdk, options) => sdk.sendStop(caller.bedrock, jobArn, options));
}
