import { Duration } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import type { BatchWorkflowProps } from '../../src/cdk.ts';
import { type Definition, listed, Synthesised, usualProps } from './synthesised.ts';

const woken = (props: Partial<BatchWorkflowProps> = {}) =>
  new Synthesised((stack) => ({ ...usualProps(stack), wake: true, ...props }));

const wakerOf = (synthesised: Synthesised): Definition =>
  synthesised.definitions.find(({ StartAt }) => StartAt === 'Wake') ?? synthesised.definition;

describe('a workflow that is woken', () => {
  it('waits for a token in place of time, and looks all the same once the poll is over', () => {
    const { definition } = woken({ run: 'second' });
    const { AllEnded, FewJobs, Listen, Wait } = definition.States;

    expect(AllEnded?.Default).toBe('FewJobs');
    expect(FewJobs).toEqual({
      ...{ Type: 'Choice', Default: 'Wait' },
      Choices: [{ Variable: '$.jobs', NumericLessThanEquals: 436, Next: 'Listen' }],
    });
    expect(Listen).toMatchObject({
      ...{ Type: 'Task', Next: 'Advance', ResultPath: null, TimeoutSeconds: 3_600 },
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        Payload: { 'out.$': '$.out', 'token.$': '$$.Task.Token', run: 'second' },
      },
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Advance', ResultPath: null }],
    });
    expect(Wait).toEqual({ Type: 'Wait', Seconds: 3_600, Next: 'Advance' });
  });

  it('has a rule for jobs that have ended, and a waker that gives tokens back', () => {
    const synthesised = woken();
    const [rule] = synthesised.ofType('AWS::Events::Rule');
    const { States } = wakerOf(synthesised);

    expect(rule?.Properties).toMatchObject({
      EventPattern: {
        ...{ source: ['aws.bedrock'], 'detail-type': ['Batch Inference Job State Change'] },
        detail: { status: ['Completed', 'PartiallyCompleted', 'Failed', 'Stopped', 'Expired'] },
      },
      Targets: [
        {
          InputTransformer: {
            InputPathsMap: { 'detail-batchJobArn': '$.detail.batchJobArn' },
            InputTemplate: '{"jobArn":<detail-batchJobArn>}',
          },
        },
      ],
    });
    expect(States['Wake']?.Parameters?.Payload).toEqual({
      ...{ 'jobArn.$': '$.jobArn', datasets: 's3://data/batch/' },
    });
    expect(States['Tokens']).toMatchObject({ Type: 'Map', ItemsPath: '$.tokens', End: true });
    expect(States['Tokens']?.ItemProcessor?.States['GiveToken']).toMatchObject({
      Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      Parameters: { 'TaskToken.$': '$', Output: '{}' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'NobodyWaits' }],
    });
  });

  it('lets the waker give back tokens of its own state machine alone, and its function look and read', () => {
    const synthesised = woken();
    const sends = synthesised
      .ofType('AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => listed(Action).includes('states:SendTaskSuccess'));
    const actionsOf = (step: 'listen' | 'wake') =>
      synthesised
        .statements(step)
        .flatMap(({ Action }) => listed(Action))
        .toSorted();

    expect(sends).toEqual([
      expect.objectContaining({ Resource: expect.stringMatching(/^BatchStateMachine/) }),
    ]);
    expect(actionsOf('listen')).toEqual(['s3:GetObject', 's3:ListBucket', 's3:PutObject']);
    expect(actionsOf('wake')).toEqual([
      ...['bedrock:GetModelInvocationJob', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket'],
    ]);
  });

  it('listens for as many jobs as the history has room for', () => {
    const most = (props: Partial<BatchWorkflowProps>) =>
      woken(props).definition.States['FewJobs']?.Choices?.[0];

    expect(most({ submit: { mostAttempts: 1 } })).toMatchObject({ NumericLessThanEquals: 1_308 });
    expect(() => woken({ poll: Duration.minutes(5) })).toThrow('A poll every 300 s');
  });

  it('has nothing of it where it is not asked for', () => {
    const synthesised = new Synthesised();

    expect(synthesised.ofType('AWS::Events::Rule')).toEqual([]);
    expect(synthesised.definitions).toHaveLength(1);
    expect(Object.keys(synthesised.workflow.functions)).not.toContain('wake');
  });
});
