import { Duration, Size } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Code, Function, type FunctionOptions, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A step, named as its handler. */
export type BatchStep =
  | 'plan'
  | 'partition'
  | 'seal'
  | 'advance'
  | 'collect'
  | 'finish'
  | 'listen'
  | 'wake';

/** The function of each step; those that wait for events are there where a workflow is woken by them. */
export type BatchFunctions = Readonly<Record<Exclude<BatchStep, 'listen' | 'wake'>, Function>> &
  Partial<Readonly<Record<'listen' | 'wake', Function>>>;

/** Memory with which a function has one whole processor. Source: Lambda Developer Guide, "Configure Lambda function memory". */
const ONE_PROCESSOR = 1_769;
const LITTLE = 512;
/** The most that Lambda has. Source: Lambda quotas, "Function timeout" and "/tmp directory storage". */
const LONGEST = Duration.minutes(15);
const LARGEST = Size.gibibytes(10);

/** What reads or writes data has a processor and all the room that there is: what is not used is hardly paid for. */
const WITH_DATA = {
  memorySize: ONE_PROCESSOR,
  timeout: LONGEST,
  ephemeralStorageSize: LARGEST,
} as const;

const WITHOUT_DATA = { memorySize: LITTLE, timeout: Duration.minutes(1) } as const;

const USUAL: Readonly<Record<BatchStep, FunctionOptions>> = {
  plan: { memorySize: ONE_PROCESSOR, timeout: LONGEST },
  partition: WITH_DATA,
  seal: WITH_DATA,
  advance: { memorySize: LITTLE, timeout: LONGEST },
  collect: WITH_DATA,
  finish: WITHOUT_DATA,
  listen: WITHOUT_DATA,
  wake: WITHOUT_DATA,
};

/** How the functions are made. */
export interface StepFunctionsOptions {
  readonly code: Code;
  readonly options: Partial<Readonly<Record<BatchStep, FunctionOptions>>>;
  readonly policies: Readonly<Record<BatchStep, readonly PolicyStatement[]>>;
  /** Whether the end of a job wakes executions. */
  readonly wakes: boolean;
}

/** Makes the function of each step, of the same bundle and with rights of its own. */
export function stepFunctions(scope: Construct, how: StepFunctionsOptions): BatchFunctions {
  const made = (step: BatchStep) => stepFunction(scope, step, how);
  return {
    plan: made('plan'),
    partition: made('partition'),
    seal: made('seal'),
    advance: made('advance'),
    collect: made('collect'),
    finish: made('finish'),
    ...(how.wakes ? { listen: made('listen'), wake: made('wake') } : {}),
  };
}

function stepFunction(
  scope: Construct,
  step: BatchStep,
  { code, options, policies }: StepFunctionsOptions,
): Function {
  return new Function(scope, `${step.charAt(0).toUpperCase()}${step.slice(1)}Function`, {
    description: `bedrock-batch: ${step}`,
    ...USUAL[step],
    ...options[step],
    initialPolicy: [...policies[step], ...(options[step]?.initialPolicy ?? [])],
    ...{ code, handler: `index.${step}`, runtime: Runtime.NODEJS_22_X },
  });
}
