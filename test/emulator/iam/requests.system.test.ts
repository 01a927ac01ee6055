import {
  GetRoleCommand,
  IAMClient,
  IAMServiceException,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createEmulator,
  type EmulatedStatement,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/index.ts';

async function start(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; iam: IAMClient; sts: STSClient }> {
  const emulator = await createEmulator(options);
  const config = { ...emulator.clientConfig, maxAttempts: 1 };
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  onTestFinished(async () => {
    iam.destroy();
    sts.destroy();
    await emulator.close();
  });
  return { emulator, iam, sts };
}

async function refusal(call: Promise<unknown>): Promise<IAMServiceException | STSServiceException> {
  const error: unknown = await call.then(
    () => new Error('the call went through'),
    (cause: unknown) => cause,
  );
  expect(error instanceof IAMServiceException || error instanceof STSServiceException).toBe(true);
  return error as IAMServiceException;
}

const ROLE = 'arn:aws:iam::123456789012:role/BedrockBatch';
const OBJECT = 'arn:aws:s3:::my-bucket/in/a.jsonl';
const OWNED = { ContextKeyName: 'aws:ResourceAccount', ContextKeyType: 'string' } as const;

/** Decision on one action and resource, by statements of a role. */
async function decide(
  statements: readonly EmulatedStatement[],
  asked: Partial<SimulatePrincipalPolicyCommandInput> = {},
) {
  const trust = { Statement: [] };
  const { iam } = await start({
    roles: [{ name: 'Own', trust, policies: [{ Statement: statements }] }],
  });
  const { EvaluationResults: [result] = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: 'arn:aws:iam::123456789012:role/Own',
      ActionNames: ['s3:GetObject'],
      ResourceArns: [OBJECT],
      ...asked,
    }),
  );
  return { decision: result?.EvalDecision, missing: result?.MissingContextValues ?? [] };
}

describe('GetCallerIdentity', () => {
  it('is a user of the account', async () => {
    const { sts } = await start({ account: '999999999999' });

    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '999999999999',
      Arn: 'arn:aws:iam::999999999999:user/emulator',
      UserId: expect.stringMatching(/^AIDA[0-9A-F]{17}$/),
    });
  });

  it('refuses a key that it does not know, and a wrong secret, by the names of the query protocol', async () => {
    const { emulator } = await start();
    const as = async (accessKeyId: string, secretAccessKey: string) => {
      const credentials = { accessKeyId, secretAccessKey };
      const sts = new STSClient({ ...emulator.clientConfig, credentials, maxAttempts: 1 });
      onTestFinished(() => sts.destroy());
      return refusal(sts.send(new GetCallerIdentityCommand({})));
    };

    expect((await as('other', 'test')).name).toBe('InvalidClientTokenId');
    expect((await as('test', 'other')).name).toBe('SignatureDoesNotMatch');
  });
});

describe('GetRole', () => {
  it('shows a role whom Bedrock may assume, its trust policy URL-encoded', async () => {
    const { iam } = await start();

    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'BedrockBatch' }));

    expect(Role).toMatchObject({ Path: '/', RoleName: 'BedrockBatch', Arn: ROLE });
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
      Statement: {
        Principal: { Service: 'bedrock.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    });
  });

  it('shows the roles that it is given, with their paths, and no other', async () => {
    const trust = { Statement: [] };
    const { iam } = await start({ roles: [{ name: 'Own', path: '/a & b/', trust, policies: [] }] });

    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'Own' }));
    const other = await refusal(iam.send(new GetRoleCommand({ RoleName: 'BedrockBatch' })));

    expect(Role?.Arn).toBe('arn:aws:iam::123456789012:role/a & b/Own');
    expect({ name: other.name, status: other.$metadata.httpStatusCode }).toEqual({
      name: 'NoSuchEntityException',
      status: 404,
    });
  });
});

describe('SimulatePrincipalPolicy', () => {
  it('lets the default role read and write in buckets of the account, and nothing else', async () => {
    const { iam } = await start();
    const ContextEntries = [{ ...OWNED, ContextKeyValues: ['123456789012'] }];

    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: ROLE,
        ActionNames: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'kms:Decrypt'],
        ResourceArns: [OBJECT],
        ContextEntries,
      }),
    );

    expect(EvaluationResults.map(({ EvalDecision }) => EvalDecision)).toEqual([
      'allowed',
      'allowed',
      'implicitDeny',
      'implicitDeny',
    ]);
  });

  it('lets the user do everything, unless it is given policies', async () => {
    const simulated = async (options: EmulatorOptions) => {
      const { iam } = await start(options);
      const reply = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: 'arn:aws:iam::123456789012:user/emulator',
          ActionNames: ['iam:PassRole'],
          ResourceArns: [ROLE],
        }),
      );
      return reply.EvaluationResults?.[0]?.EvalDecision;
    };

    expect(await simulated({})).toBe('allowed');
    expect(await simulated({ callerPolicies: [] })).toBe('implicitDeny');
  });

  it.each<[string, EmulatedStatement[], string]>([
    ['nothing', [], 'implicitDeny'],
    ['the action', [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }], 'allowed'],
    [
      'the action, however it is written',
      [{ Effect: 'Allow', Action: 'S3:get*', Resource: '*' }],
      'allowed',
    ],
    ['another action', [{ Effect: 'Allow', Action: 's3:Get?', Resource: '*' }], 'implicitDeny'],
    [
      'the folder',
      [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::my-bucket/in/*' }],
      'allowed',
    ],
    [
      'the bucket alone',
      [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::my-bucket' }],
      'implicitDeny',
    ],
    [
      'a key with a star in it',
      [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::my-bucket/${*}' }],
      'implicitDeny',
    ],
    [
      'and a Deny',
      [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 's3:*', Resource: ['*'] },
      ],
      'explicitDeny',
    ],
  ])('judges a policy of %s', async (_, statements, decision) => {
    expect((await decide(statements)).decision).toBe(decision);
  });

  it('compares conditions, and names keys that it was not given', async () => {
    const when = (Condition: NonNullable<EmulatedStatement['Condition']>) =>
      decide([{ Effect: 'Allow', Action: '*', Resource: '*', Condition }], {
        ContextEntries: [{ ...OWNED, ContextKeyValues: ['123456789012'] }],
      });

    expect(await when({ StringEquals: { 'AWS:resourceaccount': ['1', '123456789012'] } })).toEqual({
      decision: 'allowed',
      missing: [],
    });
    expect((await when({ StringLike: { 'aws:ResourceAccount': '1234*' } })).decision).toBe(
      'allowed',
    );
    expect((await when({ StringNotEquals: { 'aws:ResourceAccount': '1' } })).decision).toBe(
      'allowed',
    );
    expect((await when({ StringEquals: { 'aws:ResourceAccount': '1' } })).decision).toBe(
      'implicitDeny',
    );
    expect(await when({ ArnLike: { 'aws:SourceArn': '*' } })).toEqual({
      decision: 'implicitDeny',
      missing: ['aws:SourceArn'],
    });
    expect((await when({ StringNotLike: { 'aws:SourceArn': '*' } })).decision).toBe('allowed');
  });

  it('judges no policy that it cannot read as IAM does', async () => {
    const named = async (statement: object) =>
      (await refusal(decide([statement as EmulatedStatement]))).message;
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' };

    expect(
      await named({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    ).toContain('Bool');
    expect(await named({ ...allow, NotAction: 's3:*' })).toContain('NotAction');
    expect(await named({ ...allow, Resource: 'arn:aws:s3:::${aws:username}/*' })).toContain(
      '${aws:username}',
    );
  });

  it('refuses who is not there, and a call without actions', async () => {
    const { iam } = await start();
    const simulate = (input: SimulatePrincipalPolicyCommandInput) =>
      refusal(iam.send(new SimulatePrincipalPolicyCommand(input)));

    const nobody = await simulate({ PolicySourceArn: `${ROLE}2`, ActionNames: ['s3:GetObject'] });
    const nothing = await simulate({ PolicySourceArn: ROLE, ActionNames: [] });

    expect(nobody.name).toBe('NoSuchEntityException');
    expect({ name: nothing.name, message: nothing.message }).toEqual({
      name: 'ValidationError',
      message: '[emulator] ActionNames is missing',
    });
  });
});

describe('IAM', () => {
  it('says so where it does not know an action', async () => {
    const { iam } = await start();

    expect((await refusal(iam.send(new ListRolesCommand({})))).name).toBe('InvalidAction');
  });

  it('goes wrong on demand, call by call', async () => {
    const denied = { status: 403, code: 'AccessDenied', message: 'not you' };
    const { iam, sts } = await start({
      faults: { identity: ({ operation }) => (operation === 'GetRole' ? denied : undefined) },
    });

    const error = await refusal(iam.send(new GetRoleCommand({ RoleName: 'BedrockBatch' })));

    expect({ name: error.name, message: error.message }).toEqual({
      name: 'AccessDenied',
      message: 'not you',
    });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
  });
});
