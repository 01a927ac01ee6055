import { type Context, conditionHolds, conditionKeys } from './conditions.ts';
import { type EmulatedPolicy, type EmulatedStatement, listed } from './emulated-policy.ts';
import { matchesPattern } from './matches-pattern.ts';
import { cannotJudge } from './refusals.ts';

/** One action on one resource. */
export interface SimulatedRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** What policies make of a request. */
export interface Simulated {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** Keys that the policies ask for and that the request does not have. */
  readonly missing: readonly string[];
}

/**
 * Judges a request by policies: a Deny that applies wins, then an Allow; else it is denied by nobody allowing it.
 *
 * Source: IAM User Guide, "Policy evaluation logic".
 *
 * @throws {WireError} 501 where a policy has what is not judged: nothing is allowed by guess.
 */
export function simulate(
  policies: readonly EmulatedPolicy[],
  request: SimulatedRequest,
): Simulated {
  const statements = policies.flatMap(({ Statement }) => listed(Statement));
  const applying = statements.filter((statement) => applies(statement, request));
  const keys = new Set(statements.flatMap(conditionKeys));
  const missing = [...keys].filter((key) => !request.context.has(key.toLowerCase()));
  const has = (effect: EmulatedStatement['Effect']) =>
    applying.some(({ Effect }) => Effect === effect);
  if (has('Deny')) return { decision: 'explicitDeny', missing };
  return { decision: has('Allow') ? 'allowed' : 'implicitDeny', missing };
}

const JUDGED: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

function applies(statement: EmulatedStatement, request: SimulatedRequest): boolean {
  const odd = Object.keys(statement).find((member) => !JUDGED.has(member));
  if (odd !== undefined) throw cannotJudge(odd);
  const { Action, Resource, Condition } = statement;
  const action = request.action.toLowerCase();
  return (
    listed(Action).some((pattern) => matchesPattern(pattern.toLowerCase(), action)) &&
    listed(Resource).some((pattern) => matchesPattern(pattern, request.resource)) &&
    conditionHolds(Condition, request.context)
  );
}
