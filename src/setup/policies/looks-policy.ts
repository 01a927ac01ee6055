import type { JobSubject } from './job-subject.ts';
import { literally } from './literally.ts';
import { type PolicyDocument, policyOf } from './policy-document.ts';

/**
 * Writes what only looking at the set-up takes: `doctor`, `models --live` and `quotas --live`. No job needs it.
 *
 * Without it those checks are not known, and nothing else is lost. Source: Service Authorization Reference, where each of these actions
 * has the name of its call, but for `s3:GetEncryptionConfiguration`, which is GetBucketEncryption.
 */
export function looksPolicy({ role, input, output }: JobSubject): PolicyDocument {
  return policyOf(
    {
      Sid: 'LookAtRole',
      Effect: 'Allow',
      Action: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
      Resource: [literally(role.arn)],
    },
    {
      Sid: 'LookAtBuckets',
      Effect: 'Allow',
      Action: ['s3:GetEncryptionConfiguration', 's3:GetBucketPolicy'],
      Resource: [...new Set([input.bucketArn, output.bucketArn])],
    },
    {
      Sid: 'LookAtModelsAndQuotas',
      Effect: 'Allow',
      Action: [
        'bedrock:ListFoundationModels',
        'servicequotas:ListServiceQuotas',
        'servicequotas:ListAWSDefaultServiceQuotas',
      ],
      Resource: ['*'],
    },
  );
}
