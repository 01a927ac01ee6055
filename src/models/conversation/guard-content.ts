import type { PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { placeAt } from '../shape/shape-path.ts';
import { doubtThat } from './say.ts';

/** Source: bedrock-chat #629 and #637. */
const doubtGuarded = doubtThat('that is known of reports alone, which were of on-demand calls');

/** Texts for a guardrail that hold nothing. */
export const doubtGuardContent: ModelInputRule = (modelInput) => [
  ...emptiesIn(modelInput, 'system', []),
  ...[...objectsIn(modelInput, 'messages')].flatMap(([index, message]) =>
    emptiesIn(message, 'content', ['messages', index]),
  ),
];

function emptiesIn(
  holder: Readonly<Record<string, unknown>>,
  key: string,
  path: readonly PathStep[],
): readonly RuleFinding[] {
  return [...objectsIn(holder, key)].flatMap(([at, block]) => {
    const inBlock = ['guardContent', 'text', 'text'];
    const { value } = placeAt(block, inBlock);
    if (typeof value !== 'string' || value.trim() !== '') return [];
    const received = value === '' ? 'an empty string' : 'white space alone';
    const texts = { expected: 'text that is not blank', received };
    return [doubtGuarded([...path, key, at, ...inBlock], texts)];
  });
}
