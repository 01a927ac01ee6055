import { isObject } from '../../../core/index.ts';
import { doubtful } from '../../rules/doubtful.ts';
import { fromMemory } from '../../rules/from-memory.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { MESSAGES_API } from './messages-api.ts';

/** The first turn is believed to be the user's. */
export const doubtFirstTurn: ModelInputRule = ({ messages }) => {
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
  if (!isObject(first) || first['role'] !== 'assistant') return [];
  const texts = { expected: '"user", whose turn is the first', received: '"assistant"' };
  return [doubtful(['messages', 0, 'role'], { ...texts, doubt: fromMemory(MESSAGES_API) })];
};
