import { Duration } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import {
  IntegrationPattern,
  JitterType,
  type RetryProps,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** How a step is called. */
export interface StepTask {
  readonly function: Function;
  /** Its event; members whose names end with `.$` are paths. Default: the input of the state. */
  readonly event?: Readonly<Record<string, unknown>> | undefined;
  /** What is taken of what it gives, by paths in `$.Payload`. Default: all. */
  readonly taken?: Readonly<Record<string, string>> | undefined;
  /** Where in the input it goes. Default: in its place. */
  readonly resultPath?: string | undefined;
  readonly outputPath?: string | undefined;
  /** How long it may wait for its token. Default: it has none, and ends with the call. */
  readonly waits?: Duration | undefined;
}

/**
 * What passes by itself: errors that the handler names so, throttling, and faults of Lambda before the handler has begun.
 *
 * The waits, each of them drawn from 0 to its bound, come to a quarter of an hour on average: somebody who was killed holds a lease for five minutes.
 * Source of the names: Step Functions Developer Guide, "Handle transient Lambda service exceptions".
 */
const PASSING: RetryProps = {
  errors: [
    'RepeatableStepError',
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxDelay: Duration.minutes(5),
  maxAttempts: 12,
  jitterStrategy: JitterType.FULL,
};

/**
 * A function that was ended, by its time or its memory: every step may be, and be called again, but what lacks either comes back the same.
 *
 * Source of the names: Step Functions Developer Guide, "Handling errors in Step Functions workflows".
 */
const ENDED: RetryProps = {
  ...PASSING,
  errors: ['Sandbox.Timedout', 'Lambda.Unknown'],
  maxAttempts: 2,
};

/** Makes the state that calls a step, again where that may help. */
export function stepTask(scope: Construct, id: string, task: StepTask): LambdaInvoke {
  const { event, taken, resultPath, outputPath, waits } = task;
  const state = new LambdaInvoke(scope, id, {
    lambdaFunction: task.function,
    ...(event === undefined ? {} : { payload: TaskInput.fromObject(event) }),
    retryOnServiceExceptions: false,
    ...(taken === undefined ? {} : { resultSelector: taken }),
    ...(resultPath === undefined ? {} : { resultPath }),
    ...(outputPath === undefined ? {} : { outputPath }),
    ...(waits === undefined
      ? {}
      : {
          integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
          taskTimeout: Timeout.duration(waits),
        }),
  });
  state.addRetry(PASSING);
  state.addRetry(ENDED);
  return state;
}
