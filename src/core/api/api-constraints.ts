import { type ApiReplyName, apiReplies } from './api-replies.ts';
import type { ApiShape } from './api-shape.ts';
import { LONGEST_TIMEOUT_HOURS } from './job-timeout.ts';

const BEDROCK_ARN = 'arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:';
const PROVIDER_MODEL =
  '[a-z0-9-]{1,63}\\.(?:[a-z0-9-]{2,126}|[a-z0-9-]{1,63}\\.[a-z0-9-]{1,63})(?::[a-z0-9-]{1,63}){0,2}';
const SEPARATED_NAME = '(?:[0-9a-zA-Z][_-]?)+';

const requests = {
  CreateModelInvocationJobRequest: {
    type: 'structure',
    required: ['jobName', 'roleArn', 'modelId', 'inputDataConfig', 'outputDataConfig'],
    members: {
      jobName: 'ModelInvocationJobName',
      roleArn: 'RoleArn',
      clientRequestToken: 'ModelInvocationIdempotencyToken',
      modelId: 'ModelId',
      inputDataConfig: 'ModelInvocationJobInputDataConfig',
      outputDataConfig: 'ModelInvocationJobOutputDataConfig',
      vpcConfig: 'VpcConfig',
      timeoutDurationInHours: 'ModelInvocationJobTimeoutDurationInHours',
      tags: 'TagList',
      modelInvocationType: 'ModelInvocationType',
    },
  },
  GetModelInvocationJobRequest: {
    type: 'structure',
    required: ['jobIdentifier'],
    members: { jobIdentifier: 'ModelInvocationJobIdentifier' },
  },
  StopModelInvocationJobRequest: {
    type: 'structure',
    required: ['jobIdentifier'],
    members: { jobIdentifier: 'ModelInvocationJobIdentifier' },
  },
  ListModelInvocationJobsRequest: {
    type: 'structure',
    members: {
      submitTimeAfter: 'Timestamp',
      submitTimeBefore: 'Timestamp',
      statusEquals: 'ModelInvocationJobStatus',
      nameContains: 'ModelInvocationJobName',
      maxResults: 'MaxResults',
      nextToken: 'PaginationToken',
      sortBy: 'SortJobsBy',
      sortOrder: 'SortOrder',
    },
  },
  ListTagsForResourceRequest: {
    type: 'structure',
    required: ['resourceARN'],
    members: { resourceARN: 'TaggableResourcesArn' },
  },
  ListFoundationModelsRequest: {
    type: 'structure',
    members: {
      byProvider: 'Provider',
      byCustomizationType: 'ModelCustomization',
      byOutputModality: 'ModelModality',
      byInferenceType: 'InferenceType',
    },
  },
} satisfies Readonly<Record<string, ApiShape>>;

const structures = {
  ModelInvocationJobInputDataConfig: {
    type: 'structure',
    union: true,
    members: { s3InputDataConfig: 'ModelInvocationJobS3InputDataConfig' },
  },
  ModelInvocationJobS3InputDataConfig: {
    type: 'structure',
    required: ['s3Uri'],
    members: { s3InputFormat: 'S3InputFormat', s3Uri: 'S3Uri', s3BucketOwner: 'AccountId' },
  },
  ModelInvocationJobOutputDataConfig: {
    type: 'structure',
    union: true,
    members: { s3OutputDataConfig: 'ModelInvocationJobS3OutputDataConfig' },
  },
  ModelInvocationJobS3OutputDataConfig: {
    type: 'structure',
    required: ['s3Uri'],
    members: { s3Uri: 'S3Uri', s3EncryptionKeyId: 'KmsKeyId', s3BucketOwner: 'AccountId' },
  },
  VpcConfig: {
    type: 'structure',
    required: ['subnetIds', 'securityGroupIds'],
    members: { subnetIds: 'SubnetIds', securityGroupIds: 'SecurityGroupIds' },
  },
  SubnetIds: { type: 'list', member: 'SubnetId', min: 1, max: 16 },
  SecurityGroupIds: { type: 'list', member: 'SecurityGroupId', min: 1, max: 5 },
  TagList: { type: 'list', member: 'Tag', min: 0, max: 200 },
  Tag: {
    type: 'structure',
    required: ['key', 'value'],
    members: { key: 'TagKey', value: 'TagValue' },
  },
} satisfies Readonly<Record<string, ApiShape>>;

const names = {
  ModelInvocationJobName: {
    type: 'string',
    min: 1,
    max: 63,
    pattern: '[a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\\+\\-\\.]){0,63}',
    linear: '[a-zA-Z0-9][a-zA-Z0-9+\\-.]{0,62}',
  },
  ModelInvocationIdempotencyToken: {
    type: 'string',
    min: 1,
    max: 256,
    pattern: '[a-zA-Z0-9]{1,256}(-*[a-zA-Z0-9]){0,256}',
    linear: '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?',
  },
  ModelInvocationJobIdentifier: {
    type: 'string',
    min: 0,
    max: 1011,
    pattern:
      '((arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:model-invocation-job/)?[a-z0-9]{12})',
  },
  // the pattern grows with every kind of resource that has tags
  TaggableResourcesArn: { type: 'string', min: 20, max: 1011 },
  RoleArn: {
    type: 'string',
    min: 0,
    max: 2048,
    pattern: 'arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+',
  },
  Provider: { type: 'string', pattern: '[A-Za-z0-9- ]{1,63}' },
  ModelCustomization: {
    type: 'string',
    enum: ['FINE_TUNING', 'CONTINUED_PRE_TRAINING', 'DISTILLATION'],
  },
  ModelModality: { type: 'string', enum: ['TEXT', 'IMAGE', 'EMBEDDING'] },
  InferenceType: { type: 'string', enum: ['ON_DEMAND', 'PROVISIONED'] },
  ModelId: {
    type: 'string',
    min: 1,
    max: 2048,
    pattern:
      '(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:(([0-9]{12}:custom-model/[a-z0-9-]{1,63}[.]{1}[a-z0-9-:]{1,63}/[a-z0-9]{12}$)|(:foundation-model/([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)$)|([0-9]{12}:(inference-profile|application-inference-profile)/[a-zA-Z0-9-:.]+$)))|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)',
    linear: `${BEDROCK_ARN}(?:[0-9]{12}:custom-model/[a-z0-9-]{1,63}\\.[a-z0-9:-]{1,63}/[a-z0-9]{12}|:foundation-model/${PROVIDER_MODEL}|${SEPARATED_NAME}|[0-9]{12}:(?:application-)?inference-profile/[a-zA-Z0-9:.-]+)|${PROVIDER_MODEL}|${SEPARATED_NAME}`,
  },
  S3Uri: {
    type: 'string',
    min: 1,
    max: 1024,
    pattern:
      "s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?",
    linear: "s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+)*/?",
  },
  AccountId: { type: 'string', pattern: '[0-9]{12}' },
  KmsKeyId: {
    type: 'string',
    min: 1,
    max: 2048,
    pattern:
      '(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)))|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)',
  },
  SubnetId: { type: 'string', min: 0, max: 32, pattern: '[-0-9a-zA-Z]+' },
  SecurityGroupId: { type: 'string', min: 0, max: 32, pattern: '[-0-9a-zA-Z]+' },
  TagKey: { type: 'string', min: 1, max: 128, pattern: '[a-zA-Z0-9\\s._:/=+@-]*' },
  TagValue: { type: 'string', min: 0, max: 256, pattern: '[a-zA-Z0-9\\s._:/=+@-]*' },
  PaginationToken: { type: 'string', min: 1, max: 2048, pattern: '\\S*' },
} satisfies Readonly<Record<string, ApiShape>>;

const values = {
  ModelInvocationJobTimeoutDurationInHours: {
    type: 'integer',
    min: 24,
    max: LONGEST_TIMEOUT_HOURS,
  },
  MaxResults: { type: 'integer', min: 1, max: 1000 },
  Timestamp: { type: 'timestamp' },
  S3InputFormat: { type: 'string', enum: ['JSONL'] },
  ModelInvocationType: { type: 'string', enum: ['InvokeModel', 'Converse'] },
  SortJobsBy: { type: 'string', enum: ['CreationTime'] },
  SortOrder: { type: 'string', enum: ['Ascending', 'Descending'] },
  ModelInvocationJobStatus: {
    type: 'string',
    enum: [
      'Submitted',
      'InProgress',
      'Completed',
      'Failed',
      'Stopping',
      'Stopped',
      'PartiallyCompleted',
      'Expired',
      'Validating',
      'Scheduled',
    ],
  },
} satisfies Readonly<Record<string, ApiShape>>;

/** Name of a shape in {@link apiConstraints}, as the API model spells it. */
export type ApiShapeName =
  | ApiReplyName
  | 'CreateModelInvocationJobRequest'
  | 'GetModelInvocationJobRequest'
  | 'StopModelInvocationJobRequest'
  | 'ListModelInvocationJobsRequest'
  | 'ListTagsForResourceRequest'
  | 'ListFoundationModelsRequest'
  | 'ModelInvocationJobInputDataConfig'
  | 'ModelInvocationJobS3InputDataConfig'
  | 'ModelInvocationJobOutputDataConfig'
  | 'ModelInvocationJobS3OutputDataConfig'
  | 'VpcConfig'
  | 'SubnetIds'
  | 'SecurityGroupIds'
  | 'TagList'
  | 'Tag'
  | 'ModelInvocationJobName'
  | 'ModelInvocationIdempotencyToken'
  | 'ModelInvocationJobIdentifier'
  | 'TaggableResourcesArn'
  | 'RoleArn'
  | 'ModelId'
  | 'S3Uri'
  | 'AccountId'
  | 'KmsKeyId'
  | 'SubnetId'
  | 'SecurityGroupId'
  | 'TagKey'
  | 'TagValue'
  | 'PaginationToken'
  | 'ModelInvocationJobTimeoutDurationInHours'
  | 'MaxResults'
  | 'Timestamp'
  | 'S3InputFormat'
  | 'ModelInvocationType'
  | 'SortJobsBy'
  | 'SortOrder'
  | 'ModelInvocationJobStatus';

/**
 * What the batch inference API takes and answers: the shapes of its four operations with their bounds, patterns and enums.
 *
 * Patterns hold for the whole text. The SDK checks none of this.
 * Source: API model `bedrock/2023-04-20` as botocore 1.43 carries it, read 2026-11-20; of tags the API reference, read 2026-11-30.
 */
export const apiConstraints: Readonly<Record<ApiShapeName, ApiShape>> = {
  ...requests,
  ...structures,
  ...names,
  ...values,
  ...apiReplies,
};
