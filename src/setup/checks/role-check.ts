import { printable, quote } from '../../core/index.ts';
import { callFault } from '../calls/call-fault.ts';
import type { RoleParts } from '../policies/job-subject.ts';
import { judgeTrust, type TrustVerdict } from '../trust/judge-trust.ts';
import { type Finding, notNamed, ok, unknown, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

const HINT = 'Give it the trust policy that bedrock-batch iam --only trust prints';

/** Looks whether the role is there, and whether Bedrock may assume it for jobs of its account in the region. */
export async function checkRole({ role, calls, region }: SetupSubject): Promise<Finding> {
  if (role === undefined) return notNamed('role', '--role-arn');
  const otherAccount = await accountOfOthers(role, calls);
  if (otherAccount !== undefined) return otherAccount;
  try {
    const { arn, trust } = await calls.role(role.name);
    if (arn !== role.arn) return otherPath(role, arn);
    if (trust === undefined) return unknown(`IAM shows no trust policy of ${quote(role.arn, 200)}`);
    return ofTrust(judgeTrust(trust, jobContext(role, region)), role, region);
  } catch (error) {
    if (callFault(error).kind !== 'not-there') throw error;
    return wrong(
      `There is no role ${quote(role.name)} in account ${role.account}`,
      'Create it: bedrock-batch iam prints its policies, also for Terraform and CDK',
    );
  }
}

/** Source: IAM User Guide, "Granting a user permissions to pass a role": a role of another account cannot be passed. */
async function accountOfOthers(
  { account }: RoleParts,
  calls: SetupSubject['calls'],
): Promise<Finding | undefined> {
  const caller = await calls.callerIdentity().catch(() => undefined); // said by its own look
  if (caller === undefined || caller.account === account) return undefined;
  return wrong(
    `The role is of account ${account}, and the credentials of ${printable(caller.account)}: a role cannot be passed from one account to another`,
    'Name a role of the account of the credentials, or take credentials of the account of the role',
  );
}

function otherPath({ arn }: RoleParts, found: string): Finding {
  return wrong(
    `The role of that name is ${printable(found)}, and not ${quote(arn, 200)}`,
    'Give the ARN with its path',
  );
}

/** What Bedrock sends along when it assumes the role for a job. */
function jobContext({ partition, account }: RoleParts, region: string) {
  return {
    'aws:sourceaccount': account,
    'aws:sourcearn': `arn:${partition}:bedrock:${region}:${account}:model-invocation-job/abcdefghijkl`,
  };
}

function ofTrust(
  { verdict, isConditional, condition }: TrustVerdict,
  { name }: RoleParts,
  region: string,
): Finding {
  const role = `The role ${quote(name)}`;
  if (verdict === 'trusted') {
    const open = isConditional
      ? ''
      : '; its trust has no condition on account and jobs, which AWS recommends';
    return ok(`${role} is there, and Bedrock may assume it for jobs in ${region}${open}`);
  }
  if (verdict === 'not-trusted') {
    const why =
      condition === undefined
        ? 'no statement lets bedrock.amazonaws.com assume it'
        : `the condition ${condition} does not hold for them`;
    return wrong(
      `${role} is there, and Bedrock may not assume it for jobs in ${region}: ${why}`,
      HINT,
    );
  }
  const why =
    condition === undefined
      ? 'its trust policy says more than can be foreseen'
      : `of the condition ${condition} it cannot be foreseen`;
  return unknown(`${role} is there; whether Bedrock may assume it is not known: ${why}`, HINT);
}
