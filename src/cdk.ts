/**
 * A construct for AWS CDK: the steps of many machines as a state machine of Step Functions, with the functions, the role and the policies that it takes.
 *
 * It loads `aws-cdk-lib` and `constructs`, which are optional peers of this package; no other entry does.
 *
 * @module
 */
export {
  type BatchFolder,
  type BatchFunctions,
  type BatchStep,
  BatchWorkflow,
  type BatchWorkflowProps,
  type SubmitSettings,
} from './cdk/index.ts';
export type { AdvanceEvent, CollectEvent } from './lambda/index.ts';
