import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { Day } from '../../core/index.ts';
import type { IdentityCalls } from '../calls/identity-calls.ts';
import type { IdentityClient } from '../calls/identity-client.ts';
import type { BucketFolder, RoleParts } from '../policies/job-subject.ts';
import type { ModelResources } from '../policies/model-resources.ts';

/** Options of {@link checkSetup}: what is left out is not looked at. */
export interface CheckSetupOptions {
  /** Region of the jobs. Default: AWS_REGION, AWS_DEFAULT_REGION, or what the profile says. */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. Default: AWS_PROFILE, or `default`. */
  readonly profile?: string | undefined;
  /** URL of another endpoint for every service, such as the emulator's. */
  readonly endpoint?: string | undefined;
  /** Model id, inference-profile id or ARN of the jobs. */
  readonly model?: string | undefined;
  readonly baseModel?: string | undefined;
  /** S3 URI of the folder that the inputs are in, or will be. */
  readonly inputUri?: string | undefined;
  /** S3 URI of the folder that the outputs go to. */
  readonly outputUri?: string | undefined;
  /** Account of the input bucket. Default: that of the role. */
  readonly inputBucketOwner?: string | undefined;
  /** Account of the output bucket. Default: that of the role. */
  readonly outputBucketOwner?: string | undefined;
  /** ARN of the KMS key that the inputs are encrypted with. Default: none is looked at. */
  readonly inputKmsKey?: string | undefined;
  /** ARN of the KMS key that the outputs are encrypted with. Default: none is looked at. */
  readonly outputKmsKey?: string | undefined;
  /** Service role that Bedrock assumes. */
  readonly roleArn?: string | undefined;
  /** Day that the model is judged by. Default: today. */
  readonly asOf?: Date | Day | undefined;
  /** Clients to use; they stay open. Default: made from the options above, by the SDK's default chain. */
  readonly s3?: S3Client | undefined;
  readonly bedrock?: BedrockClient | undefined;
  readonly serviceQuotas?: ServiceQuotasClient | undefined;
  /** A client of `@aws-sdk/client-iam`, which is optional. */
  readonly iam?: IdentityClient | undefined;
  /** A client of `@aws-sdk/client-sts`, which is optional. */
  readonly sts?: IdentityClient | undefined;
  /** Ends the call; what is rejected with is `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}

/** What is looked at, once the options are checked. */
export interface SetupSubject {
  readonly options: CheckSetupOptions;
  readonly region: string;
  readonly calls: IdentityCalls;
  readonly s3: S3Client;
  readonly role?: RoleParts | undefined;
  readonly model?: ModelResources | undefined;
  readonly input?: BucketFolder | undefined;
  readonly output?: BucketFolder | undefined;
}
