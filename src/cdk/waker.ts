import { Duration } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import {
  DefinitionBody,
  JsonPath,
  Map as MapState,
  Pass,
  QueryLanguage,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { ENDED_JOB_EVENT } from './ended-job-event.ts';
import { stepTask } from './states/step-task.ts';

/** Who is woken, and by what. */
export interface WakerParts {
  readonly wake: Function;
  /** S3 URI below which the datasets lie. */
  readonly datasets: string;
  /** The state machine whose tasks wait. */
  readonly workflow: StateMachine;
}

/** An event that is not there within it comes too late to be of use. */
const LONGEST = Duration.hours(1);

/**
 * Makes what wakes executions when a job has ended: a rule of EventBridge, and a small state machine that gives the tokens back which wait for the dataset of the job.
 *
 * A token may be of a task that has timed out, or of an execution that was stopped: then there is nobody to wake. Whatever goes wrong with one, the others are given
 * back: its execution looks by itself once its poll is over.
 */
export function waker(scope: Construct, { wake, datasets, workflow }: WakerParts): StateMachine {
  const find = stepTask(scope, 'Wake', {
    function: wake,
    event: { 'jobArn.$': '$.jobArn', datasets },
    outputPath: '$.Payload',
  });
  const give = new CallAwsService(scope, 'GiveToken', {
    service: 'sfn',
    action: 'sendTaskSuccess',
    parameters: { TaskToken: JsonPath.stringAt('$'), Output: '{}' },
    iamAction: 'states:SendTaskSuccess',
    iamResources: [workflow.stateMachineArn],
  });
  give.addCatch(new Pass(scope, 'NobodyWaits'), { errors: ['States.ALL'] });
  const each = new MapState(scope, 'Tokens', {
    itemsPath: '$.tokens',
    resultPath: JsonPath.DISCARD,
  });
  const machine = new StateMachine(scope, 'Waker', {
    queryLanguage: QueryLanguage.JSON_PATH,
    timeout: LONGEST,
    definitionBody: DefinitionBody.fromChainable(find.next(each.itemProcessor(give))),
  });
  new Rule(scope, 'JobEnded', {
    description: 'bedrock-batch: a batch inference job has ended',
    eventPattern: ENDED_JOB_EVENT,
    targets: [
      new SfnStateMachine(machine, {
        input: RuleTargetInput.fromObject({
          jobArn: EventField.fromPath('$.detail.batchJobArn'),
        }),
      }),
    ],
  });
  return machine;
}
