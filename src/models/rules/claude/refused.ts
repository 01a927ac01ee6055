import type { PathStep } from '../../../core/index.ts';
import type { Fact } from '../../facts/claude/takes.ts';
import { doubtful } from '../doubtful.ts';
import { forbidden } from '../forbidden-keys.ts';
import type { RuleFinding } from '../rule.ts';

interface Texts {
  /** What is taken instead. */
  readonly expected: string;
  readonly received: string;
}

type AnyFact = Fact<string>;

/** The finding that a value is refused by the model a fact is of: in doubt where the fact is. */
export function refused(
  path: readonly PathStep[],
  fact: AnyFact,
  { expected, received }: Texts,
): RuleFinding {
  if (fact.doubt !== undefined) return doubtful(path, { expected, received, doubt: fact.doubt });
  const texts = { expected: `${expected} for ${fact.of} (${fact.source})`, received };
  return { code: 'MODEL_INPUT_VALUE', path, ...texts };
}

/** The finding that a key is refused by the model a fact is of: in doubt where the fact is. `what` says which values are. */
export function refusedKey(
  path: readonly PathStep[],
  fact: AnyFact,
  { what, ...texts }: Texts & { readonly what: string },
): RuleFinding {
  if (fact.doubt !== undefined) return doubtful(path, { ...texts, doubt: fact.doubt });
  return forbidden(path, `${fact.of} refuses ${what} with status 400 (${fact.source})`);
}
