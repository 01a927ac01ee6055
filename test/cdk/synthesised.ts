import { rmSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { onTestFinished } from 'vitest';
import { type BatchStep, BatchWorkflow, type BatchWorkflowProps } from '../../src/cdk.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const MODEL = 'amazon.titan-embed-text-v2:0';

/** A state, in the members that tests look at. */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: true;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly Readonly<Record<string, unknown>>[];
  readonly Seconds?: number;
  readonly Parameters?: { readonly FunctionName: string; readonly Payload: unknown };
  readonly ItemProcessor?: {
    readonly StartAt: string;
    readonly States: Readonly<Record<string, State>>;
  };
}

/** A state machine as Step Functions would have it. */
export interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

/** A statement as CloudFormation would give it to IAM. */
export interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: of any resource
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly Properties: any;
}

/** Props of a workflow between two prefixes of the bucket `data`. */
export function usualProps(stack: Stack, bucket: IBucket = dataBucket(stack)): BatchWorkflowProps {
  return {
    code: Code.fromInline('exports.plan = undefined;'),
    sources: [{ bucket, prefix: 'films/' }],
    datasets: { bucket, prefix: 'batch/' },
    models: [MODEL],
  };
}

export function dataBucket(stack: Stack, name = 'data'): IBucket {
  return Bucket.fromBucketName(stack, `Bucket-${name}`, name);
}

/** A stack of an app whose folder is gone when the test has ended. */
export function newStack(): Stack {
  const app = new App();
  onTestFinished(() => rmSync(app.outdir, { recursive: true, force: true }));
  return new Stack(app, 'Films', { env: { account: ACCOUNT, region: REGION } });
}

/** What CDK makes of a workflow, with the names that CloudFormation would give. */
export class Synthesised {
  readonly template: Readonly<Record<string, unknown>>;
  readonly workflow: BatchWorkflow;
  readonly #resources: Readonly<Record<string, Resource>>;

  constructor(props: (stack: Stack) => BatchWorkflowProps = usualProps) {
    const stack = newStack();
    this.workflow = new BatchWorkflow(stack, 'Batch', props(stack));
    this.template = Template.fromStack(stack).toJSON();
    this.#resources = deployed(this.template['Resources']) as Readonly<Record<string, Resource>>;
  }

  ofType(type: string): readonly Resource[] {
    return Object.values(this.#resources).filter(({ Type }) => Type === type);
  }

  get definitions(): readonly Definition[] {
    return this.ofType('AWS::StepFunctions::StateMachine').map(
      ({ Properties }) => JSON.parse(Properties.DefinitionString) as Definition,
    );
  }

  /** That of the workflow itself. */
  get definition(): Definition {
    const found = this.definitions.find(({ StartAt }) => StartAt === 'CheckInput');
    if (found === undefined) throw new Error('There is no workflow');
    return found;
  }

  function(step: BatchStep) {
    return this.ofType('AWS::Lambda::Function').find(
      ({ Properties }) => Properties.Handler === `index.${step}`,
    )?.Properties;
  }

  /** What the function of a step may do, besides writing logs. */
  statements(step: BatchStep): readonly Statement[] {
    const role = this.function(step).Role.split('/').at(-1);
    return this.ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => Properties.Roles.includes(role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as readonly Statement[]);
  }
}

/** All states, those of children too. */
export function allStates({ States }: Pick<Definition, 'States'>): readonly [string, State][] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.ItemProcessor === undefined ? [] : allStates(state.ItemProcessor)),
  ]);
}

export const listed = (one: string | readonly string[]): readonly string[] =>
  typeof one === 'string' ? [one] : one;

/** Does what CloudFormation does with its functions, as far as these templates have them. */
function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deployed);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, given] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && name === 'Fn::Join') {
    const [separator, parts] = given as [string, readonly unknown[]];
    return parts.map(deployed).join(separator);
  }
  if (others.length === 0 && name === 'Fn::GetAtt') return arnOf((given as string[])[0] ?? '');
  if (others.length === 0 && name === 'Ref') return given === 'AWS::Partition' ? 'aws' : given;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deployed(member)]));
}

function arnOf(logicalId: string): string {
  if (logicalId.startsWith('Bucket')) return `arn:aws:s3:::${logicalId.toLowerCase()}`;
  if (/Role[0-9A-F]{8}$/.test(logicalId)) return `arn:aws:iam::${ACCOUNT}:role/${logicalId}`;
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${logicalId}`;
}
