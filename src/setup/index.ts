export type { IdentityClient } from './calls/identity-client.ts';
export { identityClients } from './calls/identity-clients.ts';
export { checkSetup, type SetupReport } from './checks/check-setup.ts';
export type { CheckName, SetupCheck } from './checks/setup-check.ts';
export type { CheckSetupOptions } from './checks/setup-subject.ts';
export { cdkOf } from './forms/cdk.ts';
export { terraformOf } from './forms/terraform.ts';
export { type BatchPolicies, batchPolicies } from './policies/batch-policies.ts';
export type { BatchPoliciesOptions } from './policies/job-subject.ts';
export { keyStatement } from './policies/key-statement.ts';
export { literally } from './policies/literally.ts';
export type {
  PolicyDocument,
  PolicyStatement,
} from './policies/policy-document.ts';
