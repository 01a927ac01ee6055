import { BedrockClient, CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createEmulator,
  type EmulatedPolicy,
  type EmulatedStatement,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/index.ts';
import { type CheckSetupOptions, checkSetup, type SetupCheck } from '../../../src/setup/index.ts';

const DAY = '2026-11-28';
const PROFILE = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const JOB: CheckSetupOptions = {
  region: 'us-east-1',
  model: 'amazon.nova-lite-v1:0',
  inputUri: 's3://my-bucket/in/',
  outputUri: 's3://my-bucket/out/',
  roleArn: 'arn:aws:iam::123456789012:role/BedrockBatch',
  asOf: DAY,
};

async function start(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({ asOf: DAY, timeScale: 0, ...options });
  const config = { ...emulator.clientConfig, maxAttempts: 1 };
  const clients = {
    bedrock: new BedrockClient(config),
    iam: new IAMClient(config),
    s3: new S3Client(config),
    serviceQuotas: new ServiceQuotasClient(config),
    sts: new STSClient(config),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await emulator.close();
  });
  await emulator.createBucket('my-bucket');
  return { emulator, clients };
}

type Started = Awaited<ReturnType<typeof start>>;

async function look(
  { clients }: Pick<Started, 'clients'>,
  options: CheckSetupOptions = {},
): Promise<Readonly<Record<string, SetupCheck>>> {
  const { checks } = await checkSetup({ ...JOB, ...clients, ...options });
  return Object.fromEntries(checks.map((check) => [check.name, check]));
}

const statusesOf = (checks: Readonly<Record<string, SetupCheck>>) =>
  Object.fromEntries(Object.entries(checks).map(([name, { status }]) => [name, status]));

const ALL_OK = {
  credentials: 'ok',
  model: 'ok',
  'input-bucket': 'ok',
  'output-bucket': 'ok',
  role: 'ok',
  'role-permissions': 'ok',
  'pass-role': 'ok',
  'caller-permissions': 'ok',
  quotas: 'ok',
  jobs: 'ok',
  untried: 'unknown',
};

const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
): EmulatedStatement => ({
  Effect: 'Allow',
  ...{ Action, Resource },
});
const policy = (...Statement: EmulatedStatement[]): EmulatedPolicy => ({ Statement });
const BEDROCK = { Service: 'bedrock.amazonaws.com' };
const TRUST = policy({ Effect: 'Allow', Principal: BEDROCK, Action: 'sts:AssumeRole' });
const roleWith = (...statements: EmulatedStatement[]) => ({
  roles: [{ name: 'BedrockBatch', trust: TRUST, policies: [policy(...statements)] }],
});

describe('checkSetup()', () => {
  it('finds a whole set-up ok, and says what only the first job tells', async () => {
    const checks = await look(await start({ quotas: { concurrentJobs: 5 } }));

    expect(statusesOf(checks)).toEqual(ALL_OK);
    expect(checks['credentials']?.says).toBe(
      'Account 123456789012, as arn:aws:iam::123456789012:user/emulator',
    );
    expect(checks['input-bucket']?.says).toBe(
      '"my-bucket" is in us-east-1, of account 123456789012, and encrypts with AES256',
    );
    expect(checks['jobs']?.says).toBe(
      '0 jobs of the model have not ended, and 5 may run at a time',
    );
    expect(checks['untried']?.says).toContain('Only the first job tells');
  });

  it('looks at nothing that is not named, and says how to name it', async () => {
    const { clients } = await start();

    const { checks } = await checkSetup({ ...clients, region: 'us-east-1' });

    const unnamed = checks.filter(({ says }) => says.startsWith('Not looked at: no'));
    expect(unnamed.map(({ name, hint }) => `${name}: ${hint}`)).toEqual([
      'model: Name it with --model',
      'input-bucket: Name it with --to',
      'output-bucket: Name it with --to',
      'role: Name it with --role-arn',
      'role-permissions: Name it with --role-arn',
      'pass-role: Name it with --role-arn',
      'quotas: Name it with --model',
      'jobs: Name it with --model',
    ]);
  });

  it('ends no look because of another one that is denied, and says what it takes', async () => {
    const denied = { status: 403, code: 'AccessDenied', message: 'not you' };
    const checks = await look(
      await start({
        quotas: { concurrentJobs: 5 },
        faults: {
          identity: ({ operation }) => (operation === 'GetCallerIdentity' ? undefined : denied),
        },
      }),
    );

    expect(statusesOf(checks)).toEqual({
      ...ALL_OK,
      ...{ role: 'unknown', 'role-permissions': 'unknown' },
      ...{ 'pass-role': 'unknown', 'caller-permissions': 'unknown' },
    });
    expect(checks['role']).toMatchObject({
      says: 'Not known, for it takes iam:GetRole on the role: "AccessDenied": "not you"',
      hint: 'Allow iam:GetRole on the role, or look by hand',
      isRetryable: false,
    });
  });

  it('tells credentials that are not accepted once, and of the rest that it was not looked at', async () => {
    const started = await start();
    const credentials = { accessKeyId: 'other', secretAccessKey: 'other' };
    const config = { ...started.emulator.clientConfig, credentials, maxAttempts: 1 };
    const clients = {
      ...started.clients,
      ...{ sts: new STSClient(config), iam: new IAMClient(config), s3: new S3Client(config) },
    };
    onTestFinished(() =>
      [clients.sts, clients.iam, clients.s3].forEach((client) => client.destroy()),
    );

    const checks = await look({ clients });

    expect(checks['credentials']).toMatchObject({
      status: 'wrong',
      says: expect.stringContaining('not accepted'),
    });
    expect(checks['role']?.says).toContain('Not looked at, for the credentials are not accepted');
    expect(checks['input-bucket']?.status).toBe('unknown');
  });

  it('says of a call that may pass that it may', async () => {
    const busy = { status: 503, code: 'ServiceUnavailable', message: 'later' };
    const checks = await look(await start({ faults: { identity: () => busy } }));

    expect(checks['credentials']).toMatchObject({ status: 'unknown', isRetryable: true });
    expect(checks['untried']).toMatchObject({ isRetryable: false });
  });
});

describe('the look at the model', () => {
  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', 'wrong'],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', 'unknown'],
    ['acme.model-1', 'unknown'],
    [PROFILE, 'ok'],
  ])('finds %s %s', async (model, status) => {
    const { model: found } = await look(await start(), { model });

    expect(found?.status).toBe(status);
    expect(found?.hint === undefined).toBe(status === 'ok');
  });

  it('does not know of a model that the region does not list', async () => {
    const checks = await look(await start({ foundationModels: () => [] }));

    expect(checks['model']).toMatchObject({
      status: 'unknown',
      says: 'The region lists no "amazon.nova-lite-v1:0"',
    });
  });
});

describe('the look at buckets', () => {
  it('finds one that is not there, one elsewhere, and one of another account', async () => {
    const started = await start();
    await started.emulator.createBucket('in-the-west', { region: 'us-west-2' });

    const missing = await look(started, { inputUri: 's3://not-there/in/' });
    const west = await look(started, { inputUri: 's3://in-the-west/in/' });
    const others = await look(started, { outputBucketOwner: '999999999999' });

    expect(missing['input-bucket']).toMatchObject({
      status: 'wrong',
      says: 'There is no bucket "not-there"',
    });
    expect(west['input-bucket']).toMatchObject({
      status: 'wrong',
      says: 'The bucket "in-the-west" is in us-west-2, and the jobs are to run in us-east-1',
    });
    expect(others['output-bucket']).toMatchObject({
      status: 'wrong',
      says: 'The bucket "my-bucket" is there, and is not of account 999999999999',
    });
  });

  it('keeps to what it knows where the encryption is denied', async () => {
    const denied = { status: 403, code: 'AccessDenied', message: 'no' };
    const checks = await look(
      await start({
        faults: {
          s3: ({ operation }) => (operation === 'GetBucketEncryption' ? denied : undefined),
        },
      }),
    );

    expect(checks['input-bucket']).toMatchObject({
      status: 'ok',
      says: expect.stringContaining('not known, which takes s3:GetEncryptionConfiguration'),
    });
  });
});

describe('the look at the role', () => {
  it('finds one that is not there, of another path, and of another account', async () => {
    const started = await start();

    const missing = await look(started, { roleArn: 'arn:aws:iam::123456789012:role/NotThere' });
    const path = await look(started, { roleArn: 'arn:aws:iam::123456789012:role/x/BedrockBatch' });
    const account = await look(started, { roleArn: 'arn:aws:iam::999999999999:role/BedrockBatch' });

    expect(missing['role']).toMatchObject({
      status: 'wrong',
      says: 'There is no role "NotThere" in account 123456789012',
    });
    expect(path['role']).toMatchObject({ status: 'wrong', hint: 'Give the ARN with its path' });
    expect(account['role']).toMatchObject({
      status: 'wrong',
      says: expect.stringContaining('cannot be passed'),
    });
  });

  it('finds a trust of nobody, of jobs elsewhere, without conditions, and beyond it', async () => {
    const found = async (statement: object) => {
      const trust = policy(statement as EmulatedStatement);
      const { role } = await look(
        await start({ roles: [{ name: 'BedrockBatch', trust, policies: [] }] }),
      );
      return { status: role?.status, says: role?.says };
    };
    const bedrock = { Effect: 'Allow', Principal: BEDROCK, Action: 'sts:AssumeRole' };
    const jobs = 'arn:aws:bedrock:eu-west-1:123456789012:model-invocation-job/*';

    expect(await found({ ...bedrock, Principal: { Service: 'ec2.amazonaws.com' } })).toEqual({
      status: 'wrong',
      says: expect.stringContaining('no statement lets bedrock.amazonaws.com assume it'),
    });
    expect(await found({ ...bedrock, Condition: { ArnLike: { 'aws:SourceArn': jobs } } })).toEqual({
      status: 'wrong',
      says: expect.stringContaining(`"${jobs}" does not hold`),
    });
    expect(await found(bedrock)).toEqual({
      status: 'ok',
      says: expect.stringContaining('no condition'),
    });
    expect(await found({ ...bedrock, Condition: { Bool: { 'aws:x': 'true' } } })).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('the look at permissions', () => {
  it('names what the role is not allowed', async () => {
    const checks = await look(await start(roleWith(allow(['s3:ListBucket', 's3:GetObject']))));

    expect(checks['role-permissions']).toMatchObject({
      status: 'wrong',
      says: 'The role is not allowed s3:PutObject on "arn:aws:s3:::my-bucket/out/abcdefghijkl/shard-00000.jsonl.out"',
      hint: expect.stringContaining('iam --only role'),
    });
  });

  it('wants a profile and the model behind it to be allowed', async () => {
    const s3 = allow('s3:*');
    const checks = await look(
      await start(roleWith(s3, allow('bedrock:InvokeModel', '*profile/*'))),
      { model: PROFILE },
    );

    expect(checks['role-permissions']).toMatchObject({
      status: 'wrong',
      says: expect.stringMatching(
        /^The role is not allowed bedrock:InvokeModel on "arn:aws:bedrock:us-east-1::foundation-model\/anthropic/,
      ),
    });
  });

  it('does not know where a condition, or a policy of the bucket, may decide', async () => {
    const conditional = {
      ...allow('s3:*'),
      Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } },
    };
    const denied = { status: 403, code: 'AccessDenied', message: 'no' };

    const byKey = await look(await start(roleWith(conditional)));
    const byPolicy = await look(
      await start({
        ...roleWith(),
        faults: { s3: ({ operation }) => (operation === 'GetBucketPolicy' ? denied : undefined) },
      }),
    );

    expect(byKey['role-permissions']).toMatchObject({
      status: 'unknown',
      says: expect.stringContaining('may'),
    });
    expect(byPolicy['role-permissions']).toMatchObject({ status: 'unknown' });
  });

  it('looks at keys as S3 uses them, and does not know where only the policy of a key may allow it', async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012';
    const keys = { inputKmsKey: key, outputKmsKey: key };
    const Condition = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
    const using = { ...allow('kms:*', key), Condition };

    const allowed = await look(await start(roleWith(allow('s3:*'), using)), keys);
    const silent = await look(await start(roleWith(allow('s3:*'))), keys);

    expect(allowed['role-permissions']).toMatchObject({
      status: 'ok',
      says: 'The role has the 5 permissions that jobs take, by its own policies',
    });
    expect(silent['role-permissions']).toMatchObject({
      status: 'unknown',
      says: expect.stringContaining(`kms:Decrypt on "${key}", kms:GenerateDataKey on "${key}"`),
    });
  });

  it('finds a caller who may submit and not pass the role', async () => {
    const checks = await look(await start({ callerPolicies: [policy(allow('bedrock:*'))] }));

    expect(checks['caller-permissions']?.status).toBe('ok');
    expect(checks['pass-role']).toMatchObject({
      status: 'wrong',
      says: 'The caller is not allowed iam:PassRole on "arn:aws:iam::123456789012:role/BedrockBatch"',
      hint: expect.stringContaining('iam --only caller'),
    });
  });

  it('finds the role passed to Bedrock alone enough', async () => {
    const Condition = { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } };
    const passing = { ...allow('iam:PassRole', JOB.roleArn), Condition };
    const checks = await look(await start({ callerPolicies: [policy(passing)] }));

    expect(checks['pass-role']?.status).toBe('ok');
    expect(checks['caller-permissions']?.status).toBe('wrong');
  });
});

describe('the looks at quotas and jobs', () => {
  async function submit(
    { emulator, clients }: { emulator: Emulator; clients: Started['clients'] },
    jobName: string,
  ) {
    await clients.bedrock.send(
      new CreateModelInvocationJobCommand({
        ...{ jobName, roleArn: `arn:aws:iam::${emulator.account}:role/BedrockBatch` },
        modelId: 'amazon.nova-lite-v1:0',
        inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://my-bucket/in/' } },
        outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://my-bucket/out/' } },
      }),
    );
  }

  it('counts the jobs in the way', async () => {
    const started = await start({ quotas: { concurrentJobs: 1 } });
    await submit(started, 'first');

    const own = await look(started);
    const other = await look(started, { model: 'amazon.nova-pro-v1:0' });

    expect(own['jobs']).toMatchObject({
      status: 'wrong',
      says: '1 job of the model has not ended, and 1 may run at a time: another one has to wait',
    });
    expect(other['jobs']?.status).toBe('ok');
  });

  it('finds a quota of nothing, and one that nobody tells', async () => {
    const zero = await look(
      await start({
        serviceQuotas: (known) =>
          known.map((quota) => ({ ...quota, appliedValue: 0, defaultValue: 0 })),
      }),
    );
    const none = await look(await start({ serviceQuotas: () => [] }));

    expect(zero['quotas']).toMatchObject({
      status: 'wrong',
      says: expect.stringContaining('lets nothing run'),
    });
    expect(none['quotas']?.status).toBe('unknown');
    expect(none['jobs']?.says).toContain('may run at a time by the table');
  });
});
