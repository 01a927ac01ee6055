import type {
  BedrockClient,
  ListModelInvocationJobsCommandInput,
  ListModelInvocationJobsCommandOutput,
} from '@aws-sdk/client-bedrock';
import { JobError, quote } from '../core/index.ts';
import type { JobRequest } from '../dataset/index.ts';
import { type JobDetails, readJob } from './job-details.ts';
import { type RequestSubject, wrapJobError } from './job-errors.ts';

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
    return await send(sdk, signal === undefined ? {} : { abortSignal: signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw wrapJobError(error, subject);
  }
}

/** Creates a job and gives its ARN. */
export async function createJob(caller: Caller, request: JobRequest): Promise<string> {
  const { jobName } = request;
  const subject = { operation: 'CreateModelInvocationJob', jobName };
  const jobArn = await call(caller, subject, (sdk, options) =>
    sdk.sendCreate(caller.bedrock, request, options),
  );
  if (jobArn !== undefined) return jobArn;
  throw new JobError(
    'JOB_REPLY_UNKNOWN',
    `The reply to ${quote(jobName)} names no job, so the job may exist`,
    {
      ...subject,
      isRetryable: true,
      hint: 'Repeat the same command: name and token stay the same, so no second job is made',
    },
  );
}

/** Gets a job by its ARN. */
export async function fetchJob(caller: Caller, jobArn: string): Promise<JobDetails> {
  const operation = 'GetModelInvocationJob';
  const reply = await call(caller, { operation, jobArn }, (sdk, options) =>
    sdk.sendGet(caller.bedrock, jobArn, options),
  );
  return readJob(reply, operation);
}

/** Gets one page of the list of jobs. */
export function fetchPage(
  caller: Caller,
  input: ListModelInvocationJobsCommandInput,
): Promise<ListModelInvocationJobsCommandOutput> {
  const subject = { operation: 'ListModelInvocationJobs' };
  return call(caller, subject, (sdk, options) => sdk.sendList(caller.bedrock, input, options));
}

/** Asks Bedrock to stop a job. */
export function requestStop(caller: Caller, jobArn: string): Promise<void> {
  const subject = { operation: 'StopModelInvocationJob', jobArn };
  return call(caller, subject, (sdk, options) => sdk.sendStop(caller.bedrock, jobArn, options));
}
