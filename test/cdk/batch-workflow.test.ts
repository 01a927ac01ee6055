import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { type BatchStep, BatchWorkflow, type BatchWorkflowProps } from '../../src/cdk.ts';
import {
  ACCOUNT,
  allStates,
  dataBucket,
  listed,
  MODEL,
  newStack,
  REGION,
  type Statement,
  Synthesised,
  usualProps,
} from './synthesised.ts';

const STEPS: readonly BatchStep[] = ['plan', 'partition', 'seal', 'advance', 'collect', 'finish'];
const JOBS = `arn:aws:bedrock:${REGION}:${ACCOUNT}:model-invocation-job/*`;

const withProps = (props: Partial<BatchWorkflowProps>) =>
  new Synthesised((stack) => ({ ...usualProps(stack), ...props }));

/** What a step may do with resources that a pattern names, as `action resource`. */
function allowed(statements: readonly Statement[], pattern: RegExp): readonly string[] {
  return statements
    .flatMap(({ Action, Resource }) =>
      listed(Action).flatMap((action) =>
        listed(Resource).map((resource) => `${action} ${resource}`),
      ),
    )
    .filter((right) => pattern.test(right))
    .toSorted();
}

describe('the template of a workflow', () => {
  it('is this', async () => {
    const { template } = new Synthesised();

    await expect(`${JSON.stringify(template, undefined, 2)}\n`).toMatchFileSnapshot(
      './batch-workflow.template.txt',
    );
  });

  it('has maps that keep within what a state may give: no reader, no batcher, no writer, and nothing of the children', () => {
    const maps = allStates(new Synthesised().definition).filter(([, { Type }]) => Type === 'Map');

    expect(maps.map(([name]) => name)).toEqual(['Partitions', 'Collects']);
    for (const [, map] of maps) {
      const [child] = Object.values(map.ItemProcessor?.States ?? {});
      expect(map).toEqual({
        ...{ Type: 'Map', Next: expect.any(String), ResultPath: null, MaxConcurrency: 100 },
        ItemsPath: expect.stringMatching(/^\$\.(?:indexes|shares)$/),
        ItemSelector: expect.objectContaining({ 'index.$': '$$.Map.Item.Value' }),
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: expect.stringMatching(/^(?:Partition|Collect)$/),
          States: expect.any(Object),
        },
      });
      expect(child).toMatchObject({ Type: 'Task', End: true, OutputPath: null });
    }
  });

  it('says how many run at a time, and how many may fail', () => {
    const { definition } = withProps({ maxConcurrency: 7, toleratedFailurePercentage: 2.5 });

    for (const name of ['Partitions', 'Collects'])
      expect(definition.States[name]).toMatchObject({
        ...{ MaxConcurrency: 7, ToleratedFailurePercentage: 2.5 },
      });
  });

  it('repeats in every task what may be repeated, with full jitter, for longer than a lease of the dead lasts', () => {
    const tasks = allStates(new Synthesised().definition).filter(([, { Type }]) => Type === 'Task');

    expect(tasks).toHaveLength(STEPS.length);
    for (const [, { Retry }] of tasks) {
      expect(Retry).toEqual([
        {
          ErrorEquals: [
            'RepeatableStepError',
            ...['TooManyRequestsException', 'ServiceException', 'AWSLambdaException'].map(
              (name) => `Lambda.${name}`,
            ),
            ...['SdkClientException', 'ClientExecutionTimeoutException'].map(
              (name) => `Lambda.${name}`,
            ),
          ],
          ...{ IntervalSeconds: 5, BackoffRate: 2, MaxDelaySeconds: 300, MaxAttempts: 12 },
          JitterStrategy: 'FULL',
        },
        expect.objectContaining({
          ErrorEquals: ['Sandbox.Timedout', 'Lambda.Unknown'],
          ...{ MaxAttempts: 2, JitterStrategy: 'FULL' },
        }),
      ]);
      const bounds = Array.from({ length: 12 }, (_, attempt) => Math.min(300, 5 * 2 ** attempt));
      const mean = bounds.reduce((sum, bound) => sum + bound / 2, 0);
      expect(mean).toBeGreaterThan(3 * 300);
    }
  });

  it('gives functions a processor, the longest time and all storage where they read or write data', () => {
    const synthesised = new Synthesised();
    const sizes = STEPS.map((step) => {
      const { MemorySize, Timeout, EphemeralStorage, Runtime } = synthesised.function(step);
      return [step, MemorySize, Timeout, EphemeralStorage?.Size, Runtime];
    });

    expect(sizes).toEqual([
      ['plan', 1769, 900, undefined, 'nodejs22.x'],
      ['partition', 1769, 900, 10_240, 'nodejs22.x'],
      ['seal', 1769, 900, 10_240, 'nodejs22.x'],
      ['advance', 512, 900, undefined, 'nodejs22.x'],
      ['collect', 1769, 900, 10_240, 'nodejs22.x'],
      ['finish', 512, 60, undefined, 'nodejs22.x'],
    ]);
  });

  it('takes other sizes of a function, and leaves the rest of it', () => {
    const synthesised = withProps({
      functions: { partition: { memorySize: 3008, environment: { LEVEL: 'x' } } },
    });

    expect(synthesised.function('partition')).toMatchObject({
      ...{ MemorySize: 3008, Timeout: 900, Environment: { Variables: { LEVEL: 'x' } } },
      Handler: 'index.partition',
    });
    expect(synthesised.function('collect')).toMatchObject({ MemorySize: 1769 });
  });

  it('asks for jobs with what is given, by the role, and collects the same run', () => {
    const { definition } = new Synthesised((stack) => ({
      ...usualProps(stack),
      outputs: { bucket: dataBucket(stack, 'answers'), prefix: 'out' },
      role: Role.fromRoleArn(stack, 'Given', `arn:aws:iam::${ACCOUNT}:role/jobs/Batch`),
      ...{ run: 'second', submit: { mostAttempts: 2, tags: [{ key: 'team', value: 'films' }] } },
      ...{ baseModel: MODEL, collect: { withRecord: true } },
    }));
    const payloads = Object.fromEntries(
      allStates(definition).map(([name, { Parameters }]) => [name, Parameters?.Payload]),
    );

    expect(payloads['Advance']).toEqual({
      ...{ 'out.$': '$.out', roleArn: `arn:aws:iam::${ACCOUNT}:role/jobs/Batch`, run: 'second' },
      ...{ mostAttempts: 2, tags: [{ key: 'team', value: 'films' }], baseModel: MODEL },
      outputUri: 's3://answers/out/',
    });
    expect(payloads['Collect']).toEqual({
      ...{ 'out.$': '$.out', 'of.$': '$.of', 'index.$': '$.index' },
      ...{ run: 'second', withRecord: true },
    });
    expect(payloads['Finish']).toEqual({ 'out.$': '$.out', 'of.$': '$.of', run: 'second' });
  });
});

describe('the rights in a template', () => {
  it('let only the function that asks for jobs pass the role, to Bedrock alone', () => {
    const synthesised = new Synthesised();
    const passing = STEPS.map((step) =>
      synthesised.statements(step).filter(({ Action }) => listed(Action).includes('iam:PassRole')),
    );
    const machine = synthesised
      .ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => /StateMachine/.test(Properties.PolicyName));

    expect(passing.map((found) => found.length)).toEqual([0, 0, 0, 1, 0, 0]);
    expect(passing[3]?.[0]).toMatchObject({
      Resource: expect.stringMatching(/^arn:aws:iam::123456789012:role\/BatchServiceRole/),
      Condition: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
    });
    expect(JSON.stringify(machine)).not.toContain('PassRole');
    expect(JSON.stringify(machine)).not.toContain('s3:');
  });

  it('reach objects below the prefixes alone, and name every resource but the list of jobs', () => {
    const synthesised = new Synthesised();
    for (const step of STEPS) {
      const statements = synthesised.statements(step);
      const objects = allowed(statements, /^s3:.*(?:Object|Upload(?!s)|Parts) /);
      const read = step === 'plan' || step === 'partition' ? ['arn:aws:s3:::data/films/*'] : [];
      const everywhere = allowed(statements, / \*$/);

      expect(new Set(objects.map((right) => right.split(' ')[1]))).toEqual(
        new Set(['arn:aws:s3:::data/batch/*', ...read]),
      );
      expect(objects.filter((right) => right.endsWith('films/*'))).toEqual(
        read.map((resource) => `s3:GetObject ${resource}`),
      );
      expect(everywhere).toEqual(
        step === 'advance' || step === 'collect' ? ['bedrock:ListModelInvocationJobs *'] : [],
      );
      expect(JSON.stringify(statements)).not.toMatch(/"[a-z0-9]+:\*"|stand-in|000000000/);
    }
  });

  it('ask for jobs of the models alone', () => {
    const profile = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
    const synthesised = withProps({ models: [MODEL, profile] });
    const create = allowed(synthesised.statements('advance'), /^bedrock:Create/);
    const [role] = synthesised
      .ofType('AWS::IAM::Role')
      .filter(({ Properties }) => Properties.Description?.startsWith('Bedrock assumes it'));
    const invoke = [
      `arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0`,
      `arn:aws:bedrock:${REGION}:${ACCOUNT}:inference-profile/${profile}`,
    ];

    expect(create).toEqual(
      [...invoke, `arn:aws:bedrock:${REGION}::foundation-model/${MODEL}`, JOBS]
        .map((resource) => `bedrock:CreateModelInvocationJob ${resource}`)
        .toSorted(),
    );
    const [policy] = role?.Properties.Policies ?? [];
    expect(allowed(policy.PolicyDocument.Statement, /^bedrock:/)).toEqual(
      invoke.map((resource) => `bedrock:InvokeModel ${resource}`),
    );
    expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { Service: 'bedrock.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
          ArnEquals: { 'aws:SourceArn': JOBS },
        },
      },
    ]);
  });

  it('decrypt by the keys of the buckets, by way of S3, and reach outputs where these go', () => {
    const key = (letter: string) =>
      `arn:aws:kms:${REGION}:${ACCOUNT}:key/${letter.repeat(8)}-0000-0000-0000-000000000000`;
    const synthesised = new Synthesised((stack) => {
      const bucket = (name: string, letter: string) =>
        Bucket.fromBucketAttributes(stack, name, {
          bucketName: name,
          encryptionKey: Key.fromKeyArn(stack, `Key-${name}`, key(letter)),
        });
      return {
        ...usualProps(stack),
        sources: [{ bucket: bucket('rows', 'a') }],
        datasets: { bucket: bucket('sets', 'b') },
        outputs: { bucket: bucket('answers', 'c'), prefix: 'o*/' },
      };
    });
    const keysOf = (step: BatchStep) => allowed(synthesised.statements(step), /^kms:/);

    expect(keysOf('partition')).toEqual(
      [
        `kms:Decrypt ${key('a')}`,
        `kms:Decrypt ${key('b')}`,
        `kms:GenerateDataKey ${key('b')}`,
      ].toSorted(),
    );
    expect(keysOf('finish')).toEqual([`kms:Decrypt ${key('b')}`]);
    expect(keysOf('collect')).toContain(`kms:Decrypt ${key('c')}`);
    expect(allowed(synthesised.statements('seal'), /answers/)).toEqual([]);
    expect(allowed(synthesised.statements('collect'), /answers\//)).toEqual([
      's3:GetObject arn:aws:s3:::answers/o${*}/*',
    ]);
    expect(synthesised.statements('partition')).toContainEqual(
      expect.objectContaining({
        Sid: 'DecryptSources0',
        Condition: { StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` } },
      }),
    );
  });
});

describe('a workflow', () => {
  it('is made with what is known only when it is deployed: names of buckets, account and region', () => {
    const { template } = new Synthesised((stack) => {
      // CDK's own types fit each other only without exactOptionalPropertyTypes
      const own: unknown = new Bucket(stack, 'Own');
      return usualProps(stack, own as IBucket);
    });

    expect(JSON.stringify(template)).not.toMatch(/stand-in|0000000000/);
  });

  it.each<[string, Partial<BatchWorkflowProps>, string]>([
    ['no sources', { sources: [] }, 'sources is'],
    ['no models', { models: [] }, 'models is'],
    ['nothing at a time', { maxConcurrency: 0 }, 'maxConcurrency is 0'],
    ['too many at a time', { maxConcurrency: 10_001 }, 'maxConcurrency is 10001'],
    ['more failures than there are', { toleratedFailurePercentage: 101 }, 'toleratedFailure'],
    ['a model that no policy can name', { models: ['nobody'] }, 'No policy can name the model'],
    ['looks that the history has no room for', { poll: Duration.minutes(1) }, 'A poll every 60 s'],
  ])('refuses %s', (_, props, message) => {
    expect(() => withProps(props)).toThrow(message);
  });

  it('refuses a prefix that Bedrock does not take, or that is known only when it is deployed', () => {
    const stack = newStack();
    const bucket = dataBucket(stack);
    const usual = usualProps(stack, bucket);
    const parameter = new CfnParameter(stack, 'Prefix').valueAsString;

    expect(
      () => new BatchWorkflow(stack, 'A', { ...usual, datasets: { bucket, prefix: 'a b' } }),
    ).toThrow('datasets is "s3://some-bucket/a b"');
    expect(
      () => new BatchWorkflow(stack, 'B', { ...usual, datasets: { bucket, prefix: parameter } }),
    ).toThrow('datasets.prefix');
  });
});
