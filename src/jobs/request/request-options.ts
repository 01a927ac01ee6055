import type { InvocationType } from '../../core/index.ts';
import type { Tag, VpcConfig } from '../../dataset/index.ts';

/** What a caller may ask of the jobs: every field of CreateModelInvocationJob. */
export interface RequestOptions {
  /** Service role that Bedrock assumes; its account is the account of the run. */
  readonly roleArn: string;
  /** Model id, inference profile or ARN. Default: the one the dataset was built for. */
  readonly model?: string | undefined;
  /** How Bedrock hands the model input on. Default: the one the dataset was built for. */
  readonly modelInvocationType?: InvocationType | undefined;
  /**
   * Name of the job; with several jobs its beginning: `<prefix>-0000`, `<prefix>-0001`, and so on. A further attempt at a job
   * ends in `-2`. Default: a name made of dataset, request and attempt. At most 63 characters with what is added.
   */
  readonly jobNamePrefix?: string | undefined;
  /** Token of the request, for a dataset of one job. Default: one made of request and attempt. */
  readonly clientRequestToken?: string | undefined;
  /** Private network of the jobs. */
  readonly vpcConfig?: VpcConfig | undefined;
  /** Hours after which Bedrock stops a job, 24 to 168. Default: Bedrock's own, which AWS does not document. */
  readonly timeoutDurationInHours?: number | undefined;
  /** At most 200. */
  readonly tags?: readonly Tag[] | undefined;
  /** KMS key for the outputs: id, alias or ARN. */
  readonly outputKmsKey?: string | undefined;
  /** Account that owns the input bucket, twelve digits, where it is another one. */
  readonly inputBucketOwner?: string | undefined;
  /** Account that owns the output bucket, twelve digits, where it is another one. */
  readonly outputBucketOwner?: string | undefined;
}

/** Options of `jobRequests`. */
export interface JobRequestsOptions extends RequestOptions {
  /** S3 URI of the uploaded dataset. */
  readonly inputUri: string;
  /** S3 URI below which each job writes a folder of its own; not inside the input nor around it. */
  readonly outputUri: string;
  /** Run name; part of names and tokens. Default `main`. */
  readonly run?: string | undefined;
  /** Which attempt to ask for, by job folder, 1-based. Default: 1. */
  readonly attempts?: Readonly<Record<string, number>> | undefined;
}
