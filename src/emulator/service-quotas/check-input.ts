import { illegal } from './refusals.ts';

interface Constraint {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

function text(pattern: RegExp, longest: number): Constraint {
  return {
    expected: `a text of at most ${longest} characters that matches ${pattern.source}`,
    holds: (value) => typeof value === 'string' && value.length <= longest && pattern.test(value),
  };
}

const LARGEST_PAGE = 100;
const LEVELS: readonly unknown[] = ['ACCOUNT', 'RESOURCE', 'ALL'];

/** Constraints of the members. Source: Service Quotas API model 2019-06-24, botocore 1.43.107. */
const constraints: Readonly<Record<string, Constraint>> = {
  ServiceCode: text(/^[a-zA-Z][a-zA-Z0-9-]{1,63}$/, 63),
  QuotaCode: text(/^[a-zA-Z][a-zA-Z0-9-]{1,128}$/, 128),
  NextToken: text(/^[a-zA-Z0-9/+]*={0,2}$/, 2048),
  MaxResults: {
    expected: `a whole number from 1 to ${LARGEST_PAGE}`,
    holds: (value) =>
      Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LARGEST_PAGE,
  },
  QuotaAppliedAtLevel: {
    expected: `one of ${LEVELS.join(', ')}`,
    holds: (value) => LEVELS.includes(value),
  },
};

/**
 * Checks the members of a request that have constraints.
 *
 * @param required Members that must be there.
 * @throws {WireError} 400 `IllegalArgumentException` for the first that is missing or breaks its constraint.
 */
export function checkInput(
  input: Readonly<Record<string, unknown>>,
  required: readonly string[],
): void {
  for (const [member, { expected, holds }] of Object.entries(constraints)) {
    const value = input[member];
    const isMissing = value === undefined || value === null;
    if (isMissing ? required.includes(member) : !holds(value)) throw illegal(member, expected);
  }
}
