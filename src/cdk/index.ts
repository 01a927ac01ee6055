export { BatchWorkflow } from './batch-workflow.ts';
export type { BatchFolder, BatchWorkflowProps, SubmitSettings } from './batch-workflow-props.ts';
export type { BatchFunctions, BatchStep } from './step-functions.ts';
