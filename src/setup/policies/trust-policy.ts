import type { JobSubject } from './job-subject.ts';
import { type PolicyDocument, policyOf } from './policy-document.ts';

/** Service that assumes the role. */
export const BEDROCK_SERVICE = 'bedrock.amazonaws.com';

/**
 * Writes who may assume the service role: Bedrock, for jobs of the account in the region.
 *
 * Source: Bedrock User Guide, "Create a custom service role for batch inference", which recommends both conditions.
 */
export function trustPolicy({ role, jobsArn }: JobSubject): PolicyDocument {
  return policyOf({
    Sid: 'BedrockRunsBatchJobs',
    Effect: 'Allow',
    Principal: { Service: BEDROCK_SERVICE },
    Action: ['sts:AssumeRole'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': role.account },
      ArnEquals: { 'aws:SourceArn': jobsArn },
    },
  });
}
