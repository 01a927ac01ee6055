import { countOf, type PathStep } from '../../core/index.ts';
import { doubtful } from '../rules/doubtful.ts';
import type { RuleFinding } from '../rules/rule.ts';

/** More characters than tokens have on average in any language. */
const CHARACTERS_OF_TOKEN = 8;

const UNCOUNTED = 'how many tokens a text has is known only by the tokenizer of the model';

/** Says whether a text is longer than its model is believed to take. */
export function tooManyCharacters(
  path: readonly PathStep[],
  text: unknown,
  most: number,
): readonly RuleFinding[] {
  if (typeof text !== 'string') return [];
  const length = charactersOf(text, most);
  if (length <= most) return [];
  const expected = `a text of at most ${countOf(most, 'character')}`;
  return [doubtful(path, { expected, received: `a text of ${countOf(length, 'character')}` })];
}

/** Most characters of a text that may have no more than so many tokens. */
export function charactersOfTokens(tokens: number): number {
  return tokens * CHARACTERS_OF_TOKEN;
}

/** Says whether a text is so long that it has more tokens than its model takes, as good as certainly. */
export function tooManyTokens(
  path: readonly PathStep[],
  text: unknown,
  most: number,
): readonly RuleFinding[] {
  if (typeof text !== 'string') return [];
  const characters = charactersOfTokens(most);
  const length = charactersOf(text, characters);
  if (length <= characters) return [];
  const expected = `a text of at most ${countOf(most, 'token')}`;
  const received = `a text of ${countOf(length, 'character')}`;
  return [doubtful(path, { expected, received, doubt: UNCOUNTED })];
}

/** Code points are counted only where there may be more than `most`: each is at most two UTF-16 units. */
function charactersOf(text: string, most: number): number {
  if (text.length <= most) return text.length;
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}
