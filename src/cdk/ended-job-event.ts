import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { jobStatuses } from '../dataset/index.ts';
import { isEnded } from '../jobs/index.ts';

/**
 * Events of jobs that have ended. Delivery is best effort, so nothing rests on them alone.
 *
 * The members of `detail` have names of their own: the ARN is `batchJobArn`. Source: Bedrock User Guide, "Monitor batch inference jobs using Amazon EventBridge".
 */
export const ENDED_JOB_EVENT: EventPattern = {
  source: ['aws.bedrock'],
  detailType: ['Batch Inference Job State Change'],
  detail: { status: jobStatuses.filter(isEnded) },
};
