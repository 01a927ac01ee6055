import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { BatchWorkflowProps } from '../batch-workflow-props.ts';
import type { FolderPlace } from '../folder-place.ts';
import type { BatchFunctions } from '../step-functions.ts';

/** What the states are made of, once it is checked and made. */
export interface WorkflowParts
  extends Pick<BatchWorkflowProps, 'run' | 'submit' | 'collect' | 'models' | 'baseModel'> {
  readonly functions: BatchFunctions;
  readonly role: IRole;
  readonly datasets: FolderPlace;
  /** Undefined where each dataset has its outputs beside it. */
  readonly outputs: FolderPlace | undefined;
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly poll: Duration;
  /** Of how many jobs at most each may wake an execution. */
  readonly mostWaking: number;
}
