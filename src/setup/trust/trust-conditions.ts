import { isObject, quote } from '../../core/index.ts';
import { fitsPattern } from './iam-pattern.ts';

/** What a condition says of jobs: it holds, it does not, or it cannot be told. */
export interface ConditionVerdict {
  readonly verdict: 'holds' | 'fails' | 'unknown';
  /** The condition that decided, as it is written. */
  readonly condition?: string | undefined;
}

/** What Bedrock sends of a job, by keys in lower case. */
export type JobContext = Readonly<Record<string, string>>;

/** Source: IAM User Guide, "Condition operators": ArnEquals and ArnLike are the same. */
const OPERATORS: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: fitsPattern,
  ArnEquals: fitsPattern,
  ArnLike: fitsPattern,
};

/** Compares the conditions of a statement with what is known of a job: all have to hold. */
export function judgeConditions(conditions: unknown, context: JobContext): ConditionVerdict {
  if (conditions === undefined) return { verdict: 'holds' };
  if (!isObject(conditions)) return { verdict: 'unknown' };
  const verdicts = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : { [operator]: keys }).map(([key, wanted]) =>
      judgeCondition({ operator, key, wanted }, context),
    ),
  );
  const byVerdict = (verdict: ConditionVerdict['verdict']) =>
    verdicts.find((one) => one.verdict === verdict);
  return byVerdict('fails') ?? byVerdict('unknown') ?? { verdict: 'holds' };
}

function judgeCondition(
  { operator, key, wanted }: { operator: string; key: string; wanted: unknown },
  context: JobContext,
): ConditionVerdict {
  const condition = `${quote(operator, 60)} of ${quote(key, 60)}`;
  const compare = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  const value = Object.hasOwn(context, key.toLowerCase()) ? context[key.toLowerCase()] : undefined;
  const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  // a variable has a value that is not known here
  const isPlain = values.every((one) => typeof one === 'string' && !one.includes('${'));
  if (compare === undefined || value === undefined || !isPlain)
    return { verdict: 'unknown', condition };
  const holds = values.some((one) => compare(String(one), value));
  const said = `${condition}, ${quote(values.join(', '), 200)}`;
  return { verdict: holds ? 'holds' : 'fails', condition: said };
}
