import { BEDROCK_SERVICE } from '../policies/trust-policy.ts';
import { type Actor, checkPermissions, type Permission } from './permission.ts';
import { type Finding, notNamed, unknown } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

const HINT = 'Give whoever runs the command the policy that bedrock-batch iam --only caller prints';

/** Looks whether the caller may pass the role to Bedrock: what is missing most often. */
export async function checkPassRole(subject: SetupSubject): Promise<Finding> {
  const { role } = subject;
  if (role === undefined) return notNamed('role', '--role-arn');
  const context = { 'iam:PassedToService': BEDROCK_SERVICE };
  const passing: Permission = {
    ...{ action: 'iam:PassRole', resource: role.arn, context },
    isOfResourceToo: false,
  };
  return checkCaller([passing], subject);
}

/** Looks whether the caller may submit, follow and list jobs. */
export async function checkCallerPermissions(subject: SetupSubject): Promise<Finding> {
  const { calls, region, model } = subject;
  const { account, arn } = await calls.callerIdentity();
  const [, partition = 'aws'] = arn.split(':');
  const job = `arn:${partition}:bedrock:${region}:${account}:model-invocation-job/abcdefghijkl`;
  const on = (name: string, resource: string): Permission => ({
    ...{ action: `bedrock:${name}`, resource, context: {} },
    isOfResourceToo: false,
  });
  const named = (model?.named ?? []).map((resource) =>
    on('CreateModelInvocationJob', resource.replace(':bedrock:*:', `:bedrock:${region}:`)),
  );
  return checkCaller(
    [
      ...named,
      on('GetModelInvocationJob', job),
      on('StopModelInvocationJob', job),
      on('ListModelInvocationJobs', '*'),
    ],
    subject,
  );
}

async function checkCaller(
  permissions: readonly Permission[],
  subject: SetupSubject,
): Promise<Finding> {
  const arn = await simulatedArn(subject.calls);
  if (arn === undefined) {
    return unknown(
      'Not known: IAM simulates users and roles, and the credentials are neither',
      'Work as a user or a role: the root user and federated users have no policies that could be simulated',
    );
  }
  const actor: Actor = { name: 'caller', arn, hint: HINT };
  return checkPermissions(permissions, actor, subject);
}

const ASSUMED = /^arn:[^:]+:sts::[0-9]{12}:assumed-role\/([^/]+)\/[^/]+$/;
const USER = /^arn:[^:]+:iam::[0-9]{12}:user\/.+$/;

/** The user or role behind the caller; the ARN of a session has the role's name without its path. */
async function simulatedArn(calls: SetupSubject['calls']): Promise<string | undefined> {
  const { arn } = await calls.callerIdentity();
  if (USER.test(arn)) return arn;
  const [, roleName] = ASSUMED.exec(arn) ?? [];
  return roleName === undefined ? undefined : (await calls.role(roleName)).arn;
}
