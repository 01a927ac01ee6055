import type { BatchPolicies } from '../policies/batch-policies.ts';
import type { PolicyDocument } from '../policies/policy-document.ts';
import { hclText, hclValue, type PlainValue } from './hcl-value.ts';

const NAME = 'bedrock_batch';

/**
 * Writes the policies as resources of Terraform's AWS provider: the role with its policy, and a policy each for the caller and for looking.
 *
 * Texts are escaped for HCL: none ends its quotes or becomes an interpolation.
 *
 * @example
 * ```ts
 * import { batchPolicies, terraformOf } from 'bedrock-batch';
 *
 * const policies = batchPolicies({
 *   roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
 *   region: 'us-east-1',
 *   model: 'amazon.nova-lite-v1:0',
 *   inputUri: 's3://my-bucket/in/',
 *   outputUri: 's3://my-bucket/out/',
 * });
 * console.assert(terraformOf(policies).includes('resource "aws_iam_role" "bedrock_batch" {'));
 * ```
 */
export function terraformOf({ role, caller, looks }: BatchPolicies): string {
  const roleText = resource('aws_iam_role', NAME, [
    ['name', hclText(role.name)],
    ['path', hclText(role.path)],
    ['assume_role_policy', encoded(role.trust)],
  ]);
  const permissions = resource('aws_iam_role_policy', NAME, [
    ['name', hclText('bedrock-batch')],
    ['role', `aws_iam_role.${NAME}.id`],
    ['policy', encoded(role.permissions)],
  ]);
  return [roleText, permissions, ownPolicy('caller', caller), ownPolicy('looks', looks)].join(
    '\n\n',
  );
}

function ownPolicy(name: string, policy: PolicyDocument): string {
  return resource('aws_iam_policy', `${NAME}_${name}`, [
    ['name', hclText(`bedrock-batch-${name}`)],
    ['policy', encoded(policy)],
  ]);
}

function resource(
  type: string,
  name: string,
  members: readonly (readonly [name: string, expression: string])[],
): string {
  const lines = members.map(([member, expression]) => `  ${member} = ${expression}\n`);
  return `resource "${type}" "${name}" {\n${lines.join('')}}`;
}

function encoded(policy: PolicyDocument): string {
  return `jsonencode(${hclValue(policy as unknown as PlainValue, '  ')})`;
}
