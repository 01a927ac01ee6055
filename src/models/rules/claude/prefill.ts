import { describeValue, isObject, type PathStep } from '../../../core/index.ts';
import type { Fact } from '../../facts/claude/takes.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../rule.ts';
import { refused } from './refused.ts';

/** Refused live (kai #645). */
const BLANK_END = /[ \t\n\v\f\r]$/;
const OTHER_BLANK_END = /\s$/;

const NO_BLANK_END = 'text that does not end in white space, as the last one of the assistant';

/** A last message of the assistant is the beginning of the answer: newer models refuse it, others where it ends in white space. */
export const claudePrefill: ModelInputRule = ({ messages }, { foundationModel }) => {
  const fact = takesOf(foundationModel)?.prefill;
  if (fact === undefined || !Array.isArray(messages)) return [];
  const last: unknown = messages.at(-1);
  if (!isObject(last) || last['role'] !== 'assistant') return [];
  const path: readonly PathStep[] = ['messages', messages.length - 1];
  if (fact.is === 'taken') return blankEnd([...path, 'content'], last['content'], fact);
  const expected = '"user" in the last message, with no beginning of the answer behind it,';
  return [refused([...path, 'role'], fact, { expected, received: '"assistant"' })];
};

function blankEnd(
  path: readonly PathStep[],
  content: unknown,
  fact: Fact<string>,
): readonly RuleFinding[] {
  if (Array.isArray(content)) {
    const block: unknown = content.at(-1);
    if (!isObject(block)) return [];
    const { text, type = 'text' } = block;
    return type === 'text' ? blankEnd([...path, content.length - 1, 'text'], text, fact) : [];
  }
  if (typeof content !== 'string' || !OTHER_BLANK_END.test(content)) return [];
  const texts = { expected: NO_BLANK_END, received: describeValue(content) };
  if (!BLANK_END.test(content)) {
    const doubt = 'only of ASCII white space it was seen';
    return [doubtful(path, { ...texts, doubt })];
  }
  if (fact.doubt !== undefined) return [doubtful(path, { ...texts, doubt: fact.doubt })];
  return [{ code: 'MODEL_INPUT_VALUE', path, ...texts, expected: `${NO_BLANK_END} (kai #645)` }];
}
