import type {
  GetModelInvocationJobCommandOutput,
  ModelInvocationJobSummary,
} from '@aws-sdk/client-bedrock';
import type { InvocationType } from '../../core/index.ts';
import type { JobSeen, RecordCounts, SeenStatus, VpcConfig } from '../../dataset/index.ts';

/** A job as Bedrock describes it. Its settings have the names of the options they come from. */
export interface JobDetails {
  readonly jobArn: string;
  /** Last twelve characters of the ARN; the name of the folder it writes below `outputUri`. */
  readonly jobId: string;
  readonly jobName?: string | undefined;
  readonly status: SeenStatus;
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

type Reply = Partial<GetModelInvocationJobCommandOutput | ModelInvocationJobSummary>;

/** What stands for the status of a job of which none is told. */
const NO_STATUS = 'not told';

/**
 * Reads a job from a reply of Get or List.
 *
 * A member of another type than the API's is left out, so that one odd job does not hide the others.
 */
export function readJob(reply: Reply): JobDetails {
  const jobArn = textOf(reply.jobArn) ?? '';
  const input = reply.inputDataConfig?.s3InputDataConfig;
  const output = reply.outputDataConfig?.s3OutputDataConfig;
  return Object.freeze({
    jobArn,
    jobId: jobArn.slice(jobArn.lastIndexOf('/') + 1),
    jobName: textOf(reply.jobName),
    status: textOf(reply.status) ?? NO_STATUS,
    message: textOf(reply.message),
    counts: readCounts(reply),
    modelId: textOf(reply.modelId) ?? '',
    modelInvocationType: (textOf(reply.modelInvocationType) ?? 'InvokeModel') as InvocationType,
    roleArn: textOf(reply.roleArn) ?? '',
    clientRequestToken: textOf(reply.clientRequestToken),
    inputUri: textOf(input?.s3Uri) ?? '',
    inputBucketOwner: textOf(input?.s3BucketOwner),
    outputUri: textOf(output?.s3Uri) ?? '',
    outputBucketOwner: textOf(output?.s3BucketOwner),
    outputKmsKey: textOf(output?.s3EncryptionKeyId),
    vpcConfig: readVpcConfig(reply),
    timeoutDurationInHours: wholeNumberOf(reply.timeoutDurationInHours),
    ...readTimes(reply),
  });
}

/** What of a job is kept in `run.json`. */
export function seenOf({ status, message, counts, submitTime, endTime }: JobDetails): JobSeen {
  return { status, message, counts, submitTime, endTime };
}

/** Where one of the four is missing nothing is known: a count that is not there is not 0. */
function readCounts(reply: Reply): RecordCounts | undefined {
  const total = wholeNumberOf(reply.totalRecordCount);
  const processed = wholeNumberOf(reply.processedRecordCount);
  const succeeded = wholeNumberOf(reply.successRecordCount);
  const failed = wholeNumberOf(reply.errorRecordCount);
  if (total === undefined || processed === undefined) return undefined;
  if (succeeded === undefined || failed === undefined) return undefined;
  return Object.freeze({ total, processed, succeeded, failed });
}

function readVpcConfig({ vpcConfig }: Reply): VpcConfig | undefined {
  if (vpcConfig === undefined || vpcConfig === null) return undefined;
  const { subnetIds, securityGroupIds } = vpcConfig;
  return Object.freeze({
    subnetIds: textsOf(subnetIds),
    securityGroupIds: textsOf(securityGroupIds),
  });
}

function readTimes(reply: Reply) {
  return {
    submitTime: timeOf(reply.submitTime),
    lastModifiedTime: timeOf(reply.lastModifiedTime),
    endTime: timeOf(reply.endTime),
    jobExpirationTime: timeOf(reply.jobExpirationTime),
  };
}

/** A text that tells something; undefined for whatever else stands in its place. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts in a list; none where it is no list. */
export function textsOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

function wholeNumberOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function timeOf(value: unknown): string | undefined {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}
