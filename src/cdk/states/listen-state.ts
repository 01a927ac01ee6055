import { Choice, Condition, type IChainable, JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { stepTask } from './step-task.ts';
import type { WorkflowParts } from './workflow-parts.ts';

/** What is before and beside the wait for an event. */
export interface AroundListening {
  readonly advance: LambdaInvoke;
  /** Takes the place of listening where more jobs may wake an execution than its history has room for. */
  readonly wait: IChainable;
}

/** Makes the state that waits until a job has ended, and looks all the same once the time of a poll is over; undefined where no event wakes executions. */
export function listenState(
  scope: Construct,
  { functions, run, poll, mostWaking }: WorkflowParts,
  { advance, wait }: AroundListening,
): Choice | undefined {
  if (functions.listen === undefined) return undefined;
  const listen = stepTask(scope, 'Listen', {
    function: functions.listen,
    event: {
      ...(run === undefined ? {} : { run }),
      'out.$': '$.out',
      token: JsonPath.taskToken,
    },
    resultPath: JsonPath.DISCARD,
    waits: poll,
  });
  listen.addCatch(advance, { errors: ['States.Timeout'], resultPath: JsonPath.DISCARD });
  listen.next(advance);
  return new Choice(scope, 'FewJobs')
    .when(Condition.numberLessThanEquals('$.jobs', mostWaking), listen)
    .otherwise(wait);
}
