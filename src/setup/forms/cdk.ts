import type { BatchPolicies } from '../policies/batch-policies.ts';

/**
 * Writes the policies as a stack of AWS CDK in TypeScript: the role with its policy, and a managed policy each for the caller and for looking.
 *
 * They are L1 constructs, which take a policy as it stands. Texts are JSON's, which is TypeScript too.
 *
 * @example
 * ```ts
 * import { batchPolicies, cdkOf } from 'bedrock-batch';
 *
 * const policies = batchPolicies({
 *   roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
 *   region: 'us-east-1',
 *   model: 'amazon.nova-lite-v1:0',
 *   inputUri: 's3://my-bucket/in/',
 *   outputUri: 's3://my-bucket/out/',
 * });
 * console.assert(cdkOf(policies).includes('export class BedrockBatchStack extends Stack {'));
 * ```
 */
export function cdkOf({ role, caller, looks }: BatchPolicies): string {
  const { name, path, trust, permissions } = role;
  const roleProps = {
    roleName: name,
    path,
    assumeRolePolicyDocument: trust,
    policies: [{ policyName: 'bedrock-batch', policyDocument: permissions }],
  };
  const policyProps = (suffix: string, policyDocument: unknown) => ({
    managedPolicyName: `bedrock-batch-${suffix}`,
    policyDocument,
  });
  return `import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export class BedrockBatchStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new CfnRole(this, 'BatchRole', ${literal(roleProps)});
    new CfnManagedPolicy(this, 'BatchCaller', ${literal(policyProps('caller', caller))});
    new CfnManagedPolicy(this, 'BatchLooks', ${literal(policyProps('looks', looks))});
  }
}`;
}

const INDENT = '    ';

function literal(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${INDENT}`);
}
