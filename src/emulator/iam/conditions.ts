import { type EmulatedStatement, listed } from './emulated-policy.ts';
import { matchesPattern } from './matches-pattern.ts';
import { cannotJudge } from './refusals.ts';

/** Values of a request by their keys in lower case, which is how IAM compares keys. */
export type Context = ReadonlyMap<string, readonly string[]>;

type Compare = (wanted: string, value: string) => boolean;

const equal: Compare = (wanted, value) => wanted === value;

/** Operators that are judged. Source: IAM User Guide, "Condition operators": ArnEquals and ArnLike are the same. */
const OPERATORS: Readonly<Record<string, { readonly compare: Compare; readonly not?: true }>> = {
  StringEquals: { compare: equal },
  StringNotEquals: { compare: equal, not: true },
  StringLike: { compare: matchesPattern },
  StringNotLike: { compare: matchesPattern, not: true },
  ArnEquals: { compare: matchesPattern },
  ArnLike: { compare: matchesPattern },
};

/**
 * Whether all conditions of a statement hold.
 *
 * A key that the request does not have fulfils no positive operator, and every negated one. Source: IAM User Guide, "Condition operators".
 *
 * @throws {WireError} 501 for an operator that is not judged.
 */
export function conditionHolds(
  condition: EmulatedStatement['Condition'],
  context: Context,
): boolean {
  return Object.entries(condition ?? {}).every(([name, keys]) => {
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (operator === undefined) throw cannotJudge(name);
    return Object.entries(keys).every(([key, wanted]) => {
      const values = context.get(key.toLowerCase()) ?? [];
      const isAmong = values.some((value) =>
        listed(wanted).some((one) => operator.compare(one, value)),
      );
      return operator.not === true ? !isAmong : isAmong;
    });
  });
}

/** Keys that the conditions of a statement ask for, as they are written there. */
export function conditionKeys({ Condition }: EmulatedStatement): readonly string[] {
  return Object.values(Condition ?? {}).flatMap((keys) => Object.keys(keys));
}
