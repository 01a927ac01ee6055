import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Code, FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { AdvanceEvent, CollectEvent } from '../lambda/index.ts';
import type { BatchStep } from './step-functions.ts';

/** A prefix in a bucket. */
export interface BatchFolder {
  readonly bucket: IBucket;
  /** Such as `batch/`; a slash at its end is added. Default: the whole bucket. */
  readonly prefix?: string | undefined;
}

/** What all jobs are asked for with: members of an event of `advance` that are the same for every execution. */
export type SubmitSettings = Omit<
  AdvanceEvent,
  'out' | 'run' | 'roleArn' | 'outputUri' | 'model' | 'baseModel'
>;

/** What a {@link BatchWorkflow} is made of. */
export interface BatchWorkflowProps {
  /** The handlers of `bedrock-batch/lambda`, bundled: `index.js` in a folder exports them by their names. */
  readonly code: Code;
  /** Where executions may read their sources from. */
  readonly sources: readonly BatchFolder[];
  /** Below it lies `out` of every execution: its plan, its dataset, its outcomes, and its outputs unless `outputs` says where these go. */
  readonly datasets: BatchFolder;
  /** Where Bedrock writes the outputs. Default: beside each dataset. */
  readonly outputs?: BatchFolder | undefined;
  /** Models that executions may ask, by id, inference-profile id or ARN, as their inputs name them. */
  readonly models: readonly string[];
  /** Foundation model behind those of them whose ids do not say it. */
  readonly baseModel?: string | undefined;
  /** Service role that Bedrock assumes for the jobs. Default: one is made, with the least policies. */
  readonly role?: IRole | undefined;
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
  /** What the jobs are asked for with besides. Default: nothing. */
  readonly submit?: SubmitSettings | undefined;
  /** How outcomes are collected. Default: without records, and only where they are those that Bedrock counted. */
  readonly collect?: Pick<CollectEvent, 'withRecord' | 'acceptMissing'> | undefined;
  /** Partitions, and shares of outcomes, that are worked on at a time: from 1 to 10,000. Default 100. */
  readonly maxConcurrency?: number | undefined;
  /**
   * Percentage of partitions, and of shares, that may fail while the others go on: from 0 to 100. The execution fails all the same, but later: `seal` names the partitions that
   * are missing, and the end looks whether all shares are there. Default 0: the first one ends it.
   */
  readonly toleratedFailurePercentage?: number | undefined;
  /**
   * Whether the end of a job wakes its execution, by EventBridge, which delivers such events as well as it can: the poll stays. Default false. Datasets of more jobs than the
   * history of an execution has room for are polled alone.
   */
  readonly wake?: boolean | undefined;
  /** Time between two looks at the jobs. Default 5 minutes, and an hour where the end of a job wakes executions. */
  readonly poll?: Duration | undefined;
  /** How long an execution may take. Starting again with the same input goes on. Default 8 days: a job may run for seven. */
  readonly timeout?: Duration | undefined;
  /** Memory, time, storage, network and the like of a step's function, where they are to be others. */
  readonly functions?: Partial<Readonly<Record<BatchStep, FunctionOptions>>> | undefined;
  /** Name, logs and the like of the state machine. */
  readonly stateMachine?:
    | Pick<StateMachineProps, 'stateMachineName' | 'logs' | 'tracingEnabled' | 'removalPolicy'>
    | undefined;
}
