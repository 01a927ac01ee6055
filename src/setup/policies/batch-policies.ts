import { callerPolicy } from './caller-policy.ts';
import { type BatchPoliciesOptions, jobSubject } from './job-subject.ts';
import { looksPolicy } from './looks-policy.ts';
import type { PolicyDocument } from './policy-document.ts';
import { rolePolicy } from './role-policy.ts';
import { trustPolicy } from './trust-policy.ts';

/** The least policies of batch inference. */
export interface BatchPolicies {
  readonly role: {
    readonly name: string;
    /** With a slash at both ends. */
    readonly path: string;
    /** Who may assume it: Bedrock, for jobs of the account in the region. */
    readonly trust: PolicyDocument;
    /** What it may do: read the inputs, write the outputs, invoke a profile. */
    readonly permissions: PolicyDocument;
  };
  /** What whoever uploads, submits, watches and reads may do. */
  readonly caller: PolicyDocument;
  /** What only looking at the set-up takes; no job needs it. */
  readonly looks: PolicyDocument;
}

/**
 * Writes the least policies that jobs of a model need between two folders in S3. Asks nobody, and creates nothing.
 *
 * Every permission is one that AWS documents for batch inference, cut to the folders, the model and the region. Nobody of this
 * project has tried them against AWS. What they leave out: private networks (`vpcConfig`), bucket policies of other accounts, key policies.
 * Characters that mean something in a policy (`*`, `?`, `$`) are escaped in names and folders. Sources stand at each policy in `src/setup/policies`.
 *
 * @param options Role, region, model, folders, owners and keys.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a role without its account, a folder that Bedrock does not take, a key that is no ARN, and a
 *   model that no policy can name.
 *
 * @example The role of one folder
 * ```ts
 * import { strict as assert } from 'node:assert';
 * import { batchPolicies } from 'bedrock-batch';
 *
 * const { role, caller } = batchPolicies({
 *   roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
 *   region: 'us-east-1',
 *   model: 'amazon.nova-lite-v1:0',
 *   inputUri: 's3://my-bucket/batch/movies/',
 *   outputUri: 's3://my-bucket/batch/movies-output/',
 * });
 *
 * const read = role.permissions.Statement.find(({ Sid }) => Sid === 'ReadInputs');
 * assert.deepEqual(read?.Resource, ['arn:aws:s3:::my-bucket/batch/movies/*']);
 * assert.ok(caller.Statement.some(({ Action }) => Action.includes('iam:PassRole')));
 * ```
 */
export function batchPolicies(options: BatchPoliciesOptions): BatchPolicies {
  const subject = jobSubject(options);
  const { name, path } = subject.role;
  return {
    role: { name, path, trust: trustPolicy(subject), permissions: rolePolicy(subject) },
    caller: callerPolicy(subject),
    looks: looksPolicy(subject),
  };
}
