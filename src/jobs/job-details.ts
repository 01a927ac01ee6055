import type {
  GetModelInvocationJobCommandOutput,
  ModelInvocationJobSummary,
} from '@aws-sdk/client-bedrock';
import { type InvocationType, JobError, quote } from '../core/index.ts';
import {
  type JobSeen,
  type JobStatus,
  jobStatuses,
  type RecordCounts,
  type VpcConfig,
} from '../dataset/index.ts';

/** A job as Bedrock describes it. Its settings have the names of the options they come from. */
export interface JobDetails {
  readonly jobArn: string;
  /** Last twelve characters of the ARN; the name of the folder it writes below `outputUri`. */
  readonly jobId: string;
  readonly jobName?: string | undefined;
  readonly status: JobStatus;
  /** Why it failed, in Bedrock's words; {@link explainFailure} says what they mean. */
  readonly message?: string | undefined;
  /** As Bedrock gives them: 0 before processing starts, and where the validation failed. */
  readonly counts?: RecordCounts | undefined;
  /** May be an ARN where an id was asked for. */
  readonly modelId: string;
  /** `InvokeModel` where Bedrock says nothing. */
  readonly modelInvocationType: InvocationType;
  readonly roleArn: string;
  readonly clientRequestToken?: string | undefined;
  readonly inputUri: string;
  readonly inputBucketOwner?: string | undefined;
  readonly outputUri: string;
  readonly outputBucketOwner?: string | undefined;
  readonly outputKmsKey?: string | undefined;
  readonly vpcConfig?: VpcConfig | undefined;
  readonly timeoutDurationInHours?: number | undefined;
  /** ISO 8601, as all times here. */
  readonly submitTime?: string | undefined;
  readonly lastModifiedTime?: string | undefined;
  readonly endTime?: string | undefined;
  readonly jobExpirationTime?: string | undefined;
}

/** What List tells of a job: the same as Get. Tags come with neither. */
export type JobSummary = JobDetails & { readonly jobName: string };

type Reply = GetModelInvocationJobCommandOutput | ModelInvocationJobSummary;

/** Reads a job from a reply of Get or List. */
export function readJob(reply: Reply, operation: string): JobDetails {
  const jobArn = reply.jobArn ?? '';
  const input = reply.inputDataConfig?.s3InputDataConfig;
  const output = reply.outputDataConfig?.s3OutputDataConfig;
  return Object.freeze({
    jobArn,
    jobId: jobArn.slice(jobArn.lastIndexOf('/') + 1),
    jobName: reply.jobName,
    status: readStatus(reply, operation),
    message: reply.message,
    counts: readCounts(reply),
    modelId: reply.modelId ?? '',
    modelInvocationType: reply.modelInvocationType ?? 'InvokeModel',
    roleArn: reply.roleArn ?? '',
    clientRequestToken: reply.clientRequestToken,
    inputUri: input?.s3Uri ?? '',
    inputBucketOwner: input?.s3BucketOwner,
    outputUri: output?.s3Uri ?? '',
    outputBucketOwner: output?.s3BucketOwner,
    outputKmsKey: output?.s3EncryptionKeyId,
    vpcConfig: readVpcConfig(reply),
    timeoutDurationInHours: reply.timeoutDurationInHours,
    ...readTimes(reply),
  });
}

/** What of a job is kept in `run.json`. */
export function seenOf({ status, message, counts, submitTime, endTime }: JobDetails): JobSeen {
  return { status, message, counts, submitTime, endTime };
}

function readStatus({ status, jobArn }: Reply, operation: string): JobStatus {
  const known = jobStatuses.find((name) => name === status);
  if (known !== undefined) return known;
  throw new JobError(
    'JOB_STATE',
    `Bedrock gives a job the status ${quote(String(status))}, which is not known here`,
    {
      operation,
      jobArn,
      hint: 'Use a newer version of bedrock-batch',
    },
  );
}

/** Where one of the four is missing nothing is known: a count that is not there is not 0. */
function readCounts(reply: Reply): RecordCounts | undefined {
  const { totalRecordCount: total, processedRecordCount: processed } = reply;
  const { successRecordCount: succeeded, errorRecordCount: failed } = reply;
  if (total === undefined || processed === undefined) return undefined;
  if (succeeded === undefined || failed === undefined) return undefined;
  return Object.freeze({ total, processed, succeeded, failed });
}

function readVpcConfig({ vpcConfig }: Reply): VpcConfig | undefined {
  if (vpcConfig === undefined) return undefined;
  const { subnetIds = [], securityGroupIds = [] } = vpcConfig;
  return Object.freeze({ subnetIds, securityGroupIds });
}

function readTimes(reply: Reply) {
  return {
    submitTime: reply.submitTime?.toISOString(),
    lastModifiedTime: reply.lastModifiedTime?.toISOString(),
    endTime: reply.endTime?.toISOString(),
    jobExpirationTime: reply.jobExpirationTime?.toISOString(),
  };
}
