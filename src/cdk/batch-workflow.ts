import { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  DefinitionBody,
  QueryLanguage,
  StateMachine,
  type StateMachineProps,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { requireOption } from '../core/index.ts';
import { MOST_ATTEMPTS } from '../lambda/index.ts';
import type { BatchWorkflowProps } from './batch-workflow-props.ts';
import { folderPlace } from './folder-place.ts';
import { serviceRole } from './rights/service-role.ts';
import { stepPolicies } from './rights/step-policies.ts';
import { buildStates } from './states/build-states.ts';
import { collectStates } from './states/collect-states.ts';
import { jobsThatWake, requireHistory } from './states/history.ts';
import { inputCheck } from './states/input-check.ts';
import { waitStates } from './states/wait-states.ts';
import type { WorkflowParts } from './states/workflow-parts.ts';
import { type BatchFunctions, stepFunctions } from './step-functions.ts';
import { waker } from './waker.ts';

const DEFAULT_CONCURRENCY = 100;
/** Source: Step Functions service quotas, "Maximum number of parallel Map Run child executions". */
const MOST_CONCURRENCY = 10_000;
const DEFAULT_POLL = Duration.minutes(5);
const DEFAULT_WOKEN_POLL = Duration.hours(1);
const DEFAULT_TIMEOUT = Duration.days(8);

/**
 * A state machine that takes a source in S3 through batch inference: plan, a map of partitions, seal, jobs that are asked for and waited for, a map of shares whose outcomes
 * are collected. With it come the functions of the steps, the role of the jobs, and for each the least policies.
 *
 * The input of an execution is the event of `plan`: `out`, `source`, `partitions`, `model`, and the options of a build. An execution that failed, or took too long, goes on where
 * it is started again with the same input; nothing is built or paid for twice.
 *
 * @example A stack
 * ```ts no-run
 * import { App, Stack } from 'aws-cdk-lib';
 * import { Code } from 'aws-cdk-lib/aws-lambda';
 * import { Bucket } from 'aws-cdk-lib/aws-s3';
 * import { BatchWorkflow } from 'bedrock-batch/cdk';
 *
 * const stack = new Stack(new App(), 'Films');
 * const bucket = Bucket.fromBucketName(stack, 'Bucket', 'my-bucket');
 * const { stateMachine } = new BatchWorkflow(stack, 'Batch', {
 *   code: Code.fromAsset('handlers'),
 *   sources: [{ bucket, prefix: 'films/' }],
 *   datasets: { bucket, prefix: 'batch/' },
 *   models: ['us.anthropic.claude-haiku-4-5-20251001-v1:0'],
 * });
 * console.assert(stateMachine.node.path === 'Films/Batch/StateMachine');
 * ```
 */
export class BatchWorkflow extends Construct {
  readonly stateMachine: StateMachine;
  /** The function of each step. */
  readonly functions: BatchFunctions;
  /** Service role of the jobs. */
  readonly role: IRole;

  /** @throws {InvalidOptionError} `INVALID_OPTION` for props that cannot be. */
  constructor(scope: Construct, id: string, props: BatchWorkflowProps) {
    super(scope, id);
    const {
      maxConcurrency = DEFAULT_CONCURRENCY,
      toleratedFailurePercentage = 0,
      wake: wakes = false,
      poll = wakes ? DEFAULT_WOKEN_POLL : DEFAULT_POLL,
      timeout = DEFAULT_TIMEOUT,
    } = props;
    requireCounts({ maxConcurrency, toleratedFailurePercentage });
    requireSome(props);
    const mostWaking = requireTime({ timeout, poll }, wakes, props.submit?.mostAttempts);
    const sources = props.sources.map((folder, index) => folderPlace(folder, `sources[${index}]`));
    const datasets = folderPlace(props.datasets, 'datasets');
    const outputs = props.outputs && folderPlace(props.outputs, 'outputs');
    const { models, baseModel } = props;
    const subject = { datasets, outputs: outputs ?? datasets, models, baseModel };
    this.role = props.role ?? serviceRole(this, subject);
    this.functions = stepFunctions(this, {
      code: props.code,
      options: props.functions ?? {},
      policies: stepPolicies(this, { ...subject, sources, role: this.role }),
      wakes,
    });
    const { functions, role } = this;
    const made = { functions, role, datasets, outputs, poll, mostWaking };
    const { run, submit, collect } = props;
    const asked = { run, submit, collect, models, baseModel };
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      ...props.stateMachine,
      stateMachineType: StateMachineType.STANDARD,
      queryLanguage: QueryLanguage.JSON_PATH,
      timeout,
      definitionBody: DefinitionBody.fromChainable(
        workflow(this, { ...made, ...asked, maxConcurrency, toleratedFailurePercentage }),
      ),
    });
    if (functions.wake !== undefined)
      waker(this, {
        wake: functions.wake,
        datasets: datasets.uri,
        workflow: this.stateMachine,
      });
  }
}

function workflow(scope: Construct, parts: WorkflowParts) {
  const collecting = collectStates(scope, parts);
  const waiting = waitStates(scope, parts, collecting);
  return inputCheck(scope, parts, buildStates(scope, parts, waiting));
}

/** Makes sure that the history has room, and tells of how many jobs each may wake an execution. */
function requireTime(
  { timeout, poll }: Required<Pick<StateMachineProps, 'timeout'>> & Pick<WorkflowParts, 'poll'>,
  wakes: boolean,
  mostAttempts: number = MOST_ATTEMPTS,
): number {
  const seconds = [timeout.toSeconds(), poll.toSeconds()] as const;
  if (wakes) return jobsThatWake(...seconds, mostAttempts);
  requireHistory(...seconds);
  return 0;
}

function requireCounts({
  maxConcurrency,
  toleratedFailurePercentage,
}: Pick<WorkflowParts, 'maxConcurrency' | 'toleratedFailurePercentage'>): void {
  const isCount = Number.isInteger(maxConcurrency) && maxConcurrency >= 1;
  requireOption(isCount && maxConcurrency <= MOST_CONCURRENCY, {
    option: 'maxConcurrency',
    value: maxConcurrency,
    expected: 'a whole number from 1 to 10,000',
  });
  requireOption(toleratedFailurePercentage >= 0 && toleratedFailurePercentage <= 100, {
    option: 'toleratedFailurePercentage',
    value: toleratedFailurePercentage,
    expected: 'a number from 0 to 100',
  });
}

function requireSome({ sources, models }: BatchWorkflowProps): void {
  requireOption(sources.length > 0, {
    option: 'sources',
    value: sources,
    expected: 'a prefix at least',
  });
  requireOption(models.length > 0, {
    option: 'models',
    value: models,
    expected: 'a model at least',
  });
}
