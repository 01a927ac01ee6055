import { bucketPolicy } from '../../io/index.ts';
import type { BucketFolder } from '../policies/job-subject.ts';
import { type Actor, checkPermissions, type Permission } from './permission.ts';
import { type Finding, notNamed, unknown } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/** Looks at what the role may read, write and invoke. */
export async function checkRolePermissions(subject: SetupSubject): Promise<Finding> {
  const { role, input, output, model } = subject;
  if (role === undefined) return notNamed('role', '--role-arn');
  const invoked = (model?.invoked ?? []).map((resource) => invocation(sample(resource, subject)));
  const permissions = [
    ...(input === undefined ? [] : await reading(input, subject)),
    ...(output === undefined ? [] : await writing(output, subject)),
    ...invoked,
  ];
  if (permissions.length === 0)
    return unknown('Not looked at: no bucket is named', 'Name it with --to');
  const actor: Actor = {
    name: 'role',
    arn: role.arn,
    hint: 'Give it the policy that bedrock-batch iam --only role prints',
  };
  return checkPermissions(permissions, actor, subject);
}

/** A resource of which only the region is open, in the region of the jobs. */
function sample(resource: string, { region }: SetupSubject): string {
  return resource.replace(':bedrock:*:', `:bedrock:${region}:`);
}

function invocation(resource: string): Permission {
  return { action: 'bedrock:InvokeModel', resource, context: {}, isOfResourceToo: false };
}

async function reading(
  folder: BucketFolder,
  subject: SetupSubject,
): Promise<readonly Permission[]> {
  const on = await inBucket(folder, subject);
  return [
    on('s3:ListBucket', folder.bucketArn),
    on('s3:GetObject', objectIn(folder, 'jobs/0000/shard-00000.jsonl')),
    ...ofKey('kms:Decrypt', folder, subject),
  ];
}

async function writing(
  folder: BucketFolder,
  subject: SetupSubject,
): Promise<readonly Permission[]> {
  const on = await inBucket(folder, subject);
  return [
    on('s3:PutObject', objectIn(folder, 'abcdefghijkl/shard-00000.jsonl.out')),
    ...ofKey('kms:GenerateDataKey', folder, subject),
  ];
}

/** The key's own policy may allow what the role's do not; S3 uses the key for the role. */
function ofKey(
  action: string,
  { kmsKey: resource }: BucketFolder,
  { region }: SetupSubject,
): readonly Permission[] {
  if (resource === undefined) return [];
  const context = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  return [{ action, resource, context, isOfResourceToo: true }];
}

function objectIn({ bucketArn, key }: BucketFolder, name: string): string {
  return `${bucketArn}/${key}${name}`;
}

/** A policy of the bucket may allow what the role's do not, within one account. */
async function inBucket({ bucket, owner }: BucketFolder, { s3, role, options }: SetupSubject) {
  const isOwn = owner === role?.account;
  const policy = isOwn ? await bucketPolicy(s3, bucket, options).catch(() => 'unseen') : undefined;
  options.signal?.throwIfAborted();
  const context: Record<string, string> = owner === '' ? {} : { 'aws:ResourceAccount': owner };
  return (action: string, resource: string): Permission => ({
    ...{ action, resource, context },
    isOfResourceToo: policy !== undefined,
  });
}
