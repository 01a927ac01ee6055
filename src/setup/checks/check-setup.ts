import pLimit from 'p-limit';
import { makeS3Client, requireRegion, requireS3Folder } from '../../io/index.ts';
import { IdentityCalls } from '../calls/identity-calls.ts';
import { bucketFolder, type RoleParts, requireKey, requireRole } from '../policies/job-subject.ts';
import { type ModelResources, modelResources } from '../policies/model-resources.ts';
import { checkBucket } from './bucket-check.ts';
import { checkCallerPermissions, checkPassRole } from './caller-check.ts';
import { checkCredentials } from './credentials-check.ts';
import { checkModel } from './model-check.ts';
import { checkJobs, checkQuotas } from './quota-checks.ts';
import { checkRole } from './role-check.ts';
import { checkRolePermissions } from './role-permissions-check.ts';
import {
  type CheckName,
  type Finding,
  lookAt,
  notNamed,
  type SetupCheck,
  unknown,
} from './setup-check.ts';
import type { CheckSetupOptions, SetupSubject } from './setup-subject.ts';

/** What was found of a set-up. */
export interface SetupReport {
  readonly region: string;
  /** In the order of what they build on. */
  readonly checks: readonly SetupCheck[];
}

/**
 * Looks at what jobs need of AWS, before anything is paid, each look by itself: a denied call ends no other.
 *
 * Nothing is created, sent to a model or changed. What no call tells is `unknown`, which is neither `ok` nor `wrong`; the last entry always says
 * what only the first job tells. IAM and STS are asked by `@aws-sdk/client-iam` and `@aws-sdk/client-sts`; where they are not installed, those looks are
 * unknown and say so. Memory: what AWS lists of models and quotas, a few hundred bytes each.
 *
 * @param options Region, model, folders and role, and how AWS is reached.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set, and for a role, folder or account that cannot be.
 *
 * @example Against the emulator
 * ```ts
 * import { strict as assert } from 'node:assert';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { IAMClient } from '@aws-sdk/client-iam';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
 * import { STSClient } from '@aws-sdk/client-sts';
 * import { checkSetup } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 *
 * await using emulator = await createEmulator({ asOf: '2026-11-28' });
 * await emulator.createBucket('my-bucket');
 * const { checks } = await checkSetup({
 *   region: emulator.region,
 *   model: 'amazon.nova-lite-v1:0',
 *   inputUri: 's3://my-bucket/in/',
 *   outputUri: 's3://my-bucket/out/',
 *   roleArn: `arn:aws:iam::${emulator.account}:role/NotThere`,
 *   asOf: '2026-11-28',
 *   bedrock: new BedrockClient(emulator.clientConfig),
 *   iam: new IAMClient(emulator.clientConfig),
 *   s3: new S3Client(emulator.clientConfig),
 *   serviceQuotas: new ServiceQuotasClient(emulator.clientConfig),
 *   sts: new STSClient(emulator.clientConfig),
 * });
 *
 * assert.equal(checks.find(({ name }) => name === 'input-bucket')?.status, 'ok');
 * assert.equal(checks.find(({ name }) => name === 'role')?.status, 'wrong');
 * ```
 */
export async function checkSetup(options: CheckSetupOptions = {}): Promise<SetupReport> {
  const { profile, endpoint, signal } = options;
  const isOwnServer = endpoint !== undefined || options.s3 !== undefined;
  const region = await requireRegion({ region: options.region, profile, isOwnServer });
  const at = { ...options, region };
  const places = placesOf(options);
  const calls = new IdentityCalls(at);
  const s3 = options.s3 ?? (await makeS3Client(at));
  try {
    const model = await modelOf(at, places.role, calls);
    const checks = await allChecks({ ...places, options: at, region, calls, s3, model });
    signal?.throwIfAborted();
    return { region, checks };
  } finally {
    calls.destroy();
    if (options.s3 === undefined) s3.destroy();
  }
}

/** Each call listens to the signal, and ten are what Node takes for usual. */
const LOOKS_AT_ONCE = 4;

/** A look, and the permission that its calls take. */
type Look = readonly [name: CheckName, needs: string, look: () => Promise<Finding>];

async function allChecks(subject: SetupSubject): Promise<readonly SetupCheck[]> {
  const simulation = 'iam:SimulatePrincipalPolicy';
  const looks: readonly Look[] = [
    ['credentials', 'sts:GetCallerIdentity', () => checkCredentials(subject)],
    ['model', 'bedrock:ListFoundationModels', () => checkModel(subject)],
    ['input-bucket', 's3:ListBucket', () => checkFolder('input', subject)],
    ['output-bucket', 's3:ListBucket', () => checkFolder('output', subject)],
    ['role', 'iam:GetRole on the role', () => checkRole(subject)],
    ['role-permissions', `${simulation} on the role`, () => checkRolePermissions(subject)],
    ['pass-role', `${simulation} on the caller itself`, () => checkPassRole(subject)],
    [
      'caller-permissions',
      `${simulation} on the caller itself`,
      () => checkCallerPermissions(subject),
    ],
    ['quotas', 'servicequotas:ListServiceQuotas', () => checkQuotas(subject)],
    ['jobs', 'bedrock:ListModelInvocationJobs', () => checkJobs(subject)],
    ['untried', 'a job', async () => UNTRIED],
  ];
  const { signal } = subject.options;
  const atOnce = pLimit(LOOKS_AT_ONCE);
  return Promise.all(
    looks.map(([name, needs, look]) => atOnce(() => lookAt(name, look, { needs, signal }))),
  );
}

const UNTRIED: Finding = unknown(
  'Only the first job tells whether the account may use the model, and what policies of buckets, keys and sessions make of all this',
);

function checkFolder(name: 'input' | 'output', subject: SetupSubject): Promise<Finding> {
  const folder = subject[name];
  if (folder !== undefined) return checkBucket(folder, subject);
  return Promise.resolve(notNamed('bucket', '--to'));
}

/** @throws {InvalidOptionError} `INVALID_OPTION` for a role, folder or key that cannot be. */
function placesOf(options: CheckSetupOptions) {
  const { roleArn, inputKmsKey, outputKmsKey } = options;
  const role = roleArn === undefined ? undefined : requireRole(roleArn);
  requireKey('inputKmsKey', inputKmsKey);
  requireKey('outputKmsKey', outputKmsKey);
  const usual = { owner: role?.account ?? '', partition: role?.partition ?? 'aws' };
  const folderAt = (option: 'inputUri' | 'outputUri', owner = usual.owner, kmsKey?: string) => {
    const uri = options[option];
    if (uri === undefined) return undefined;
    return { ...bucketFolder(requireS3Folder(uri, option), usual.partition), owner, kmsKey };
  };
  return {
    role,
    input: folderAt('inputUri', options.inputBucketOwner, inputKmsKey),
    output: folderAt('outputUri', options.outputBucketOwner, outputKmsKey),
  };
}

/** What policies name of the model; undefined where it names none, or the account is not known: then other looks say so. */
async function modelOf(
  { model, baseModel, region }: CheckSetupOptions & { readonly region: string },
  role: RoleParts | undefined,
  calls: IdentityCalls,
): Promise<ModelResources | undefined> {
  if (model === undefined) return undefined;
  try {
    const account = role?.account ?? (await calls.callerIdentity()).account;
    const place = { partition: role?.partition ?? 'aws', account, region };
    return modelResources({ model, baseModel }, place);
  } catch {
    return undefined;
  }
}
