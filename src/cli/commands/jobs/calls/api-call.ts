import type { ApiShapeName } from '../../../../core/index.ts';
import type { ApiOperation } from '../../../../jobs/index.ts';

/** One of the calls of batch inference. */
export interface ApiCall {
  readonly operation: ApiOperation;
  /** Name of the command, which is the AWS CLI's. */
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly example: string;
  readonly request: ApiShapeName;
  readonly reply: ApiShapeName;
}

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/abcdefghijkl';

/** The calls, in the order of their help. */
export const apiCalls: readonly ApiCall[] = [
  {
    operation: 'CreateModelInvocationJob',
    name: 'create-model-invocation-job',
    summary: 'the bare call: create a job',
    description:
      'Sends CreateModelInvocationJob as it is, with the options of the AWS CLI. Nothing is known of a dataset, and nothing of the data is checked: submit does that. What makes repeating safe is --client-request-token; without one it is made of the request, so the same command again makes no second job.',
    example:
      'bedrock-batch jobs create-model-invocation-job --job-name movies-1 \\\n  --role-arn arn:aws:iam::123456789012:role/Batch \\\n  --model-id amazon.nova-lite-v1:0 \\\n  --input-data-config s3InputDataConfig={s3Uri=s3://my-bucket/in/} \\\n  --output-data-config s3OutputDataConfig={s3Uri=s3://my-bucket/out/}',
    request: 'CreateModelInvocationJobRequest',
    reply: 'CreateModelInvocationJobResponse',
  },
  {
    operation: 'GetModelInvocationJob',
    name: 'get-model-invocation-job',
    summary: 'the bare call: get a job',
    description: 'Sends GetModelInvocationJob as it is, with the options of the AWS CLI.',
    example: `bedrock-batch jobs get-model-invocation-job \\\n  --job-identifier \\\n  ${ARN} \\\n  --query status --output text`,
    request: 'GetModelInvocationJobRequest',
    reply: 'GetModelInvocationJobResponse',
  },
  {
    operation: 'ListModelInvocationJobs',
    name: 'list-model-invocation-jobs',
    summary: 'the bare call: list jobs, page by page',
    description:
      'Sends ListModelInvocationJobs, with the options of the AWS CLI: page by page until the last, unless --no-paginate, --max-results or --next-token ask for one page.',
    example:
      "bedrock-batch jobs list-model-invocation-jobs --status-equals Failed \\\n  --query 'invocationJobSummaries[].[jobName,message]' --output text",
    request: 'ListModelInvocationJobsRequest',
    reply: 'ListModelInvocationJobsResponse',
  },
  {
    operation: 'StopModelInvocationJob',
    name: 'stop-model-invocation-job',
    summary: 'the bare call: stop a job',
    description:
      'Sends StopModelInvocationJob as it is, with the options of the AWS CLI. What was processed by then is billed.',
    example: `bedrock-batch jobs stop-model-invocation-job \\\n  --job-identifier \\\n  ${ARN}`,
    request: 'StopModelInvocationJobRequest',
    reply: 'StopModelInvocationJobResponse',
  },
  {
    operation: 'ListTagsForResource',
    name: 'list-tags-for-resource',
    summary: 'the bare call: list the tags of a job',
    description:
      'Sends ListTagsForResource as it is, with the options of the AWS CLI: neither Get nor List says what tags a job has.',
    example: `bedrock-batch jobs list-tags-for-resource \\\n  --resource-arn \\\n  ${ARN} \\\n  --query 'tags[].[key,value]' --output text`,
    request: 'ListTagsForResourceRequest',
    reply: 'ListTagsForResourceResponse',
  },
];
