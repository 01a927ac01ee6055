import { isObject } from '../../core/index.ts';
import { fitsPattern } from './iam-pattern.ts';
import { type ConditionVerdict, type JobContext, judgeConditions } from './trust-conditions.ts';

const BEDROCK = 'bedrock.amazonaws.com';
const ASSUME = 'sts:AssumeRole';

/** Whether Bedrock may assume a role for jobs. */
export interface TrustVerdict {
  readonly verdict: 'trusted' | 'not-trusted' | 'unknown';
  /** Whether the statement that lets it has conditions at all. */
  readonly isConditional: boolean;
  /** The condition that decided, as it is written. */
  readonly condition?: string | undefined;
}

/**
 * Reads a trust policy as IAM does, as far as a job can be foreseen.
 *
 * Unknown is what needs more than that: a Deny, `NotPrincipal` and the like, conditions of other keys and operators, and a text that is no
 * policy.
 *
 * @param trust Policy as GetRole gives it: JSON, URL-encoded.
 */
export function judgeTrust(trust: string, context: JobContext): TrustVerdict {
  const statements = statementsOf(trust);
  if (statements === undefined) return { verdict: 'unknown', isConditional: false };
  const allowing = statements.filter(letsBedrock);
  const verdicts = allowing.map(({ Condition }) => judgeConditions(Condition, context));
  const isOdd = statements.some(isBeyondUs);
  const found = (verdict: ConditionVerdict['verdict']) =>
    verdicts.findIndex((one) => one.verdict === verdict);
  const at = [found('holds'), found('unknown'), found('fails')].find((index) => index >= 0) ?? -1;
  const { verdict = 'fails', condition } = verdicts[at] ?? {};
  const isConditional = allowing[at]?.['Condition'] !== undefined;
  if (isOdd || verdict === 'unknown') return { verdict: 'unknown', isConditional, condition };
  return { verdict: verdict === 'holds' ? 'trusted' : 'not-trusted', isConditional, condition };
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(trust: string): readonly Statement[] | undefined {
  try {
    const policy: unknown = JSON.parse(decodeURIComponent(trust));
    const statement = isObject(policy) ? policy['Statement'] : undefined;
    const statements: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
    return statements.every(isObject) ? statements : undefined;
  } catch {
    return undefined; // said by the caller, as of every other text that is no policy
  }
}

function letsBedrock({ Effect, Principal, Action }: Statement): boolean {
  const actions = textsOf(Action).map((action) => action.toLowerCase());
  if (Effect !== 'Allow' || !actions.some((one) => fitsPattern(one, ASSUME.toLowerCase())))
    return false;
  if (Principal === '*') return true;
  return isObject(Principal) && textsOf(Principal['Service']).includes(BEDROCK);
}

/** A Deny, or a statement that says what it is not about. */
function isBeyondUs(statement: Statement): boolean {
  const { Effect } = statement;
  return Effect !== 'Allow' || 'NotPrincipal' in statement || 'NotAction' in statement;
}

function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}
