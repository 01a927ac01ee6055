import { printable } from '../../core/index.ts';
import { callFault } from '../calls/call-fault.ts';
import { type Finding, ok, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/**
 * Asks who the credentials are. GetCallerIdentity takes no permission, so a refusal is about the credentials.
 *
 * Source: GetCallerIdentity in the STS API reference: "No permissions are required".
 */
export async function checkCredentials({ calls }: SetupSubject): Promise<Finding> {
  try {
    const { account, arn } = await calls.callerIdentity();
    return ok(`Account ${printable(account)}, as ${printable(arn)}`);
  } catch (error) {
    const { kind, says, hint } = callFault(error);
    if (kind !== 'credentials') throw error;
    return wrong(
      `The credentials are not accepted, or there are none: ${says}`,
      hint ?? 'Give credentials by the environment, a profile or a role',
    );
  }
}
