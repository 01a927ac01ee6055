import type { JobSubject } from './job-subject.ts';
import { keyStatement } from './key-statement.ts';
import { literally } from './literally.ts';
import { type PolicyDocument, type PolicyStatement, policyOf } from './policy-document.ts';
import { BEDROCK_SERVICE } from './trust-policy.ts';

/**
 * Writes what whoever runs the command may do: upload inputs, submit, watch and stop jobs with the role, read outputs.
 *
 * `iam:PassRole` is not in AWS's own sample and is what is missing most often.
 *
 * Sources: Bedrock User Guide, "Required permissions for batch inference" (the calls of jobs; Create scoped to the model and
 * `model-invocation-job/*`); IAM User Guide, "Granting a user permissions to pass a role" (`iam:PassedToService`); S3 User Guide, "Multipart upload
 * API and permissions" (the four actions of uploads, and `kms:Decrypt` beside `kms:GenerateDataKey`).
 */
export function callerPolicy(subject: JobSubject): PolicyDocument {
  const { input, output, region } = subject;
  const writing = ['kms:Decrypt', 'kms:GenerateDataKey'];
  return policyOf(
    ...jobStatements(subject),
    ...objectStatements(subject),
    keyStatement('EncryptInputs', writing, { key: input.kmsKey, region }),
    keyStatement('DecryptOutputs', ['kms:Decrypt'], { key: output.kmsKey, region }),
  );
}

function jobStatements({ role, model, jobsArn }: JobSubject): readonly PolicyStatement[] {
  const onJobs = [
    'GetModelInvocationJob',
    'StopModelInvocationJob',
    'TagResource',
    'ListTagsForResource',
  ];
  return [
    {
      Sid: 'SubmitJobs',
      Effect: 'Allow',
      Action: ['bedrock:CreateModelInvocationJob'],
      Resource: [...model.named, jobsArn],
    },
    {
      Sid: 'FollowJobs',
      Effect: 'Allow',
      Action: onJobs.map((name) => `bedrock:${name}`),
      Resource: [jobsArn],
    },
    {
      Sid: 'ListJobs',
      Effect: 'Allow',
      Action: ['bedrock:ListModelInvocationJobs'],
      Resource: ['*'],
    },
    {
      Sid: 'PassRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [literally(role.arn)],
      Condition: { StringEquals: { 'iam:PassedToService': BEDROCK_SERVICE } },
    },
  ];
}

function objectStatements({ input, output }: JobSubject): readonly PolicyStatement[] {
  const onUploads = ['GetObject', 'PutObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'];
  return [
    {
      Sid: 'ListBuckets',
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: [...new Set([input.bucketArn, output.bucketArn])],
    },
    {
      Sid: 'UploadInputs',
      Effect: 'Allow',
      Action: onUploads.map((name) => `s3:${name}`),
      Resource: [input.objectsArn],
    },
    {
      Sid: 'ReadOutputs',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [output.objectsArn],
    },
  ];
}
