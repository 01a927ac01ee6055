import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { leastPolicies, type PolicySubject } from './least-policies.ts';

/** Makes the role that Bedrock assumes for the jobs: it reads the datasets, writes the outputs, and invokes the models. */
export function serviceRole(scope: Construct, subject: PolicySubject): Role {
  const { trust, permissions } = leastPolicies(scope, subject).role;
  const [{ Principal, Condition = {} } = {}] = trust.Statement;
  return new Role(scope, 'ServiceRole', {
    description: 'Bedrock assumes it for batch inference jobs',
    assumedBy: new ServicePrincipal(Principal?.Service ?? '', { conditions: Condition }),
    inlinePolicies: { 'bedrock-batch': PolicyDocument.fromJson(permissions) },
  });
}
