import type { ApiShape } from './api-shape.ts';

/** What GetModelInvocationJob and an entry of ListModelInvocationJobs say of a job, in the order of the API model. */
const JOB = {
  jobArn: 'ModelInvocationJobArn',
  jobName: 'ModelInvocationJobName',
  modelId: 'ModelId',
  clientRequestToken: 'ModelInvocationIdempotencyToken',
  roleArn: 'RoleArn',
  status: 'ModelInvocationJobStatus',
  message: 'Message',
  submitTime: 'Timestamp',
  lastModifiedTime: 'Timestamp',
  endTime: 'Timestamp',
  inputDataConfig: 'ModelInvocationJobInputDataConfig',
  outputDataConfig: 'ModelInvocationJobOutputDataConfig',
  vpcConfig: 'VpcConfig',
  timeoutDurationInHours: 'ModelInvocationJobTimeoutDurationInHours',
  jobExpirationTime: 'Timestamp',
  modelInvocationType: 'ModelInvocationType',
  totalRecordCount: 'NonNegativeLong',
  processedRecordCount: 'NonNegativeLong',
  successRecordCount: 'NonNegativeLong',
  errorRecordCount: 'NonNegativeLong',
};

/** Name of a shape that only answers have. */
export type ApiReplyName =
  | 'CreateModelInvocationJobResponse'
  | 'GetModelInvocationJobResponse'
  | 'ListModelInvocationJobsResponse'
  | 'StopModelInvocationJobResponse'
  | 'ListTagsForResourceResponse'
  | 'ModelInvocationJobSummaries'
  | 'ModelInvocationJobSummary'
  | 'ModelInvocationJobArn'
  | 'Message'
  | 'NonNegativeLong';

/**
 * What the four calls of batch inference answer.
 *
 * Source: API model `bedrock/2023-04-20` as botocore 1.43 carries it, read 2026-11-20.
 */
export const apiReplies: Readonly<Record<ApiReplyName, ApiShape>> = {
  CreateModelInvocationJobResponse: {
    type: 'structure',
    members: { jobArn: 'ModelInvocationJobArn' },
  },
  GetModelInvocationJobResponse: { type: 'structure', members: JOB },
  ListModelInvocationJobsResponse: {
    type: 'structure',
    members: {
      nextToken: 'PaginationToken',
      invocationJobSummaries: 'ModelInvocationJobSummaries',
    },
  },
  StopModelInvocationJobResponse: { type: 'structure', members: {} },
  ListTagsForResourceResponse: { type: 'structure', members: { tags: 'TagList' } },
  ModelInvocationJobSummaries: { type: 'list', member: 'ModelInvocationJobSummary' },
  ModelInvocationJobSummary: { type: 'structure', members: JOB },
  ModelInvocationJobArn: { type: 'string' },
  Message: { type: 'string' },
  NonNegativeLong: { type: 'long', min: 0 },
};
