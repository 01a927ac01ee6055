import { DEFAULT_TIMEOUT_HOURS, type InvocationType } from '../../../core/index.ts';

/** Status of a job. Source: ModelInvocationJobStatus of the API. */
export type EmulatedJobStatus =
  | 'Submitted'
  | 'Validating'
  | 'Scheduled'
  | 'InProgress'
  | 'Completed'
  | 'PartiallyCompleted'
  | 'Failed'
  | 'Stopping'
  | 'Stopped'
  | 'Expired';

/** The body of CreateModelInvocationJob, as the emulator took it. */
export interface EmulatedJobRequest {
  readonly jobName: string;
  readonly roleArn: string;
  readonly clientRequestToken?: string | undefined;
  readonly modelId: string;
  readonly modelInvocationType?: InvocationType | undefined;
  readonly inputDataConfig: {
    readonly s3InputDataConfig: {
      readonly s3Uri: string;
      readonly s3InputFormat?: string | undefined;
      readonly s3BucketOwner?: string | undefined;
    };
  };
  readonly outputDataConfig: {
    readonly s3OutputDataConfig: {
      readonly s3Uri: string;
      readonly s3EncryptionKeyId?: string | undefined;
      readonly s3BucketOwner?: string | undefined;
    };
  };
  readonly vpcConfig?:
    | { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] }
    | undefined;
  readonly timeoutDurationInHours?: number | undefined;
  readonly tags?: readonly { readonly key: string; readonly value: string }[] | undefined;
}

/** What was counted of a job: its records, and the tokens of those that were processed. */
export interface JobCounts {
  total: number;
  processed: number;
  succeeded: number;
  failed: number;
  inputTokens: number;
  outputTokens: number;
}

/** An input file of a job. */
export interface JobInput {
  readonly key: string;
  /** Its path below the job's prefix, or its name where the job names a single object. */
  readonly path: string;
  readonly records: number;
}

/** A job as the emulator keeps it, also on disk: plain JSON, times in milliseconds since 1970. */
export interface EmulatedJob {
  /** Twelve characters; also the name of its output folder. */
  readonly id: string;
  readonly jobArn: string;
  /** Place in the order of creation, from 0. */
  readonly ordinal: number;
  readonly request: EmulatedJobRequest;
  readonly submitTime: number;
  status: EmulatedJobStatus;
  message?: string | undefined;
  /** When the status was reached. */
  lastModifiedTime: number;
  endTime?: number | undefined;
  /** When the first record began to be processed. */
  startTime?: number | undefined;
  /** How many records are processed before a stop or the timeout cuts the job short. */
  cutAfter?: number | undefined;
  inputs: readonly JobInput[];
  counts: JobCounts;
}

const ENDED: ReadonlySet<EmulatedJobStatus> = new Set([
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Stopped',
  'Expired',
]);
const HOUR = 3_600_000;

/** Tells whether a job is over. */
export function hasEnded(job: EmulatedJob): boolean {
  return ENDED.has(job.status);
}

/** When a job times out, in milliseconds since 1970. */
export function expirationTime({ submitTime, request }: EmulatedJob): number {
  return submitTime + (request.timeoutDurationInHours ?? DEFAULT_TIMEOUT_HOURS) * HOUR;
}

/** How the job's model inputs are to be read. */
export function invocationTypeOf({ request }: EmulatedJob): InvocationType {
  return request.modelInvocationType ?? 'InvokeModel';
}

/** Counts of a job of which nothing was processed. */
export function noCounts(total = 0): JobCounts {
  return { total, processed: 0, succeeded: 0, failed: 0, inputTokens: 0, outputTokens: 0 };
}
