import { countOf, quote } from '../../core/index.ts';
import type { SimulatedDecision } from '../calls/identity-calls.ts';
import { type Finding, ok, unknown, wrong } from './setup-check.ts';
import type { SetupSubject } from './setup-subject.ts';

/** An action that jobs take. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys that the service gives. */
  readonly context: Readonly<Record<string, string>>;
  /** Whether a policy of the resource may allow it too, which a simulation does not see. */
  readonly isOfResourceToo: boolean;
}

/** Who acts, in a word and by ARN. */
export interface Actor {
  readonly name: 'role' | 'caller';
  readonly arn: string;
  /** What gives the actor what is missing. */
  readonly hint: string;
}

/**
 * Has IAM simulate what an actor has to be allowed.
 *
 * What is denied by nobody allowing it is wrong where no policy of a resource could allow it; a deny is wrong anywhere.
 * Source: SimulatePrincipalPolicy in the IAM API reference; it sees the policies of the actor, boundaries and those of the organization, and neither
 * policies of resources nor of sessions.
 */
export async function checkPermissions(
  permissions: readonly Permission[],
  actor: Actor,
  { calls }: SetupSubject,
): Promise<Finding> {
  const denied: string[] = [];
  const doubted: string[] = [];
  for (const permission of permissions) {
    const verdict = verdictOf(
      await calls.simulate({ ...permission, source: actor.arn }),
      permission,
    );
    const text = `${permission.action} on ${quote(permission.resource, 200)}`;
    if (verdict === 'denied') denied.push(text);
    if (verdict === 'unknown') doubted.push(text);
  }
  if (denied.length > 0)
    return wrong(`The ${actor.name} is not allowed ${denied.join(', ')}`, actor.hint);
  if (doubted.length > 0) {
    return unknown(
      `The policies of the ${actor.name} do not surely allow ${doubted.join(', ')}; a policy of the bucket or key, or a condition, may`,
      actor.hint,
    );
  }
  const all = countOf(permissions.length, 'permission');
  return ok(`The ${actor.name} has the ${all} that jobs take, by its own policies`);
}

function verdictOf(
  { decision, missing }: SimulatedDecision,
  { action, isOfResourceToo, context }: Permission,
): 'allowed' | 'denied' | 'unknown' {
  if (decision === 'allowed') return 'allowed';
  const given = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  const isMore = missing.some((key) => matters(key, action) && !given.has(key.toLowerCase()));
  if (decision === undefined || isMore) return 'unknown';
  return decision === 'implicitDeny' && isOfResourceToo ? 'unknown' : 'denied';
}

/** All keys of all policies are named as missing; those of another service are not asked for by this action. */
function matters(key: string, action: string): boolean {
  const [service = ''] = key.toLowerCase().split(':');
  return service === 'aws' || service === action.split(':')[0];
}
