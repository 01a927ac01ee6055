import type { PathStep } from '../../core/index.ts';
import { doubtful } from '../rules/doubtful.ts';
import type { RuleFinding } from '../rules/rule.ts';

/** What is taken at a place, and what stands there. */
export interface SaidTexts {
  readonly expected: string;
  readonly received: string;
}

/** Makes a finding: an error where refusals are documented or were seen, a doubt elsewhere. */
export type Say = (path: readonly PathStep[], texts: SaidTexts) => RuleFinding;

/** Says that a value is refused. */
export const refuse: Say = (path, texts) => ({ code: 'MODEL_INPUT_VALUE', path, ...texts });

/** Says that a value is refused, and by whose word. */
export function refuseBy(source: string): Say {
  return (path, { expected, received }) =>
    refuse(path, { expected: `${expected} (${source})`, received });
}

/** Says that a value is believed to be refused; `doubt` is a clause. */
export function doubtThat(doubt: string): Say {
  return (path, texts) => doubtful(path, { ...texts, doubt });
}
