export { cdkOf } from './forms/cdk.ts';
export { terraformOf } from './forms/terraform.ts';
export { type BatchPolicies, batchPolicies } from './policies/batch-policies.ts';
export type { BatchPoliciesOptions } from './policies/job-subject.ts';
export type {
  PolicyConditions,
  PolicyDocument,
  PolicyStatement,
} from './policies/policy-document.ts';
