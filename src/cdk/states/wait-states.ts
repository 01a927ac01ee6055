import {
  Chain,
  Choice,
  Condition,
  type IChainable,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { listenState } from './listen-state.ts';
import { stepTask } from './step-task.ts';
import type { WorkflowParts } from './workflow-parts.ts';

/** Makes the loop that asks for jobs as the quota has room, and looks at them until all have ended. */
export function waitStates(scope: Construct, parts: WorkflowParts, next: IChainable): Chain {
  const { functions, role, outputs, run, submit, baseModel, poll } = parts;
  const advance = stepTask(scope, 'Advance', {
    function: functions.advance,
    event: {
      ...submit,
      ...(run === undefined ? {} : { run }),
      ...(baseModel === undefined ? {} : { baseModel }),
      ...(outputs === undefined ? {} : { outputUri: outputs.uri }),
      roleArn: role.roleArn,
      'out.$': '$.out',
    },
    // what it says may have a message, or none
    taken: { 'last.$': '$.Payload' },
    resultPath: '$.run',
  });
  const wait = new Wait(scope, 'Wait', { time: WaitTime.duration(poll) }).next(advance);
  const isDone = new Choice(scope, 'AllEnded')
    .when(Condition.booleanEquals('$.run.last.done', true), next)
    .otherwise(listenState(scope, parts, { advance, wait }) ?? wait);
  return Chain.start(advance).next(isDone);
}
