import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchPolicies, batchPolicies, cdkOf } from '../../../src/setup/index.ts';

const POLICIES = batchPolicies({
  roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
  region: 'us-east-1',
  model: 'us.amazon.nova-lite-v1:0',
  inputUri: 's3://my-bucket/a*b/',
  outputUri: 's3://my-bucket/out/',
});

/** Runs the stack with constructs that only keep what they are given. */
function constructsOf(policies: BatchPolicies): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  class Construct {
    constructor(_scope: unknown, id: string, props: unknown) {
      if (id !== 'Stack') made[id] = structuredClone(props);
    }
  }
  const plain = cdkOf(policies)
    .replaceAll(/^import .*$/gm, '')
    .replace('export class', 'class')
    .replace('(scope: Construct, id: string, props?: StackProps)', '(scope, id, props)');
  const constructs = { Stack: Construct, CfnRole: Construct, CfnManagedPolicy: Construct };
  runInNewContext(`${plain}\nnew BedrockBatchStack(undefined, 'Stack');`, constructs);
  return made;
}

describe('cdkOf()', () => {
  it('gives each construct its policy as it stands', () => {
    expect(constructsOf(POLICIES)).toEqual({
      BatchRole: {
        roleName: 'BedrockBatch',
        path: '/',
        assumeRolePolicyDocument: POLICIES.role.trust,
        policies: [{ policyName: 'bedrock-batch', policyDocument: POLICIES.role.permissions }],
      },
      BatchCaller: { managedPolicyName: 'bedrock-batch-caller', policyDocument: POLICIES.caller },
      BatchLooks: { managedPolicyName: 'bedrock-batch-looks', policyDocument: POLICIES.looks },
    });
  });

  it('never lets a text out of its quotes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 50 }), (texts) => {
        const Action = texts.map((text) => `${text}'"\`\${1}\u2028*/`);
        const [statement] = POLICIES.caller.Statement;
        const caller = {
          ...POLICIES.caller,
          Statement: statement ? [{ ...statement, Action }] : [],
        };

        expect(constructsOf({ ...POLICIES, caller })['BatchCaller']).toMatchObject({
          policyDocument: { Statement: [{ Action }] },
        });
      }),
      { numRuns: 20 },
    );
  });
});
