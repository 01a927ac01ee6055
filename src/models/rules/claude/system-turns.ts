import { isObject } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { doubtful } from '../doubtful.ts';
import { systemBeside } from '../message-hints.ts';
import { objectsIn } from '../objects-in.ts';
import type { ModelInputRule } from '../rule.ts';
import { refused } from './refused.ts';

const EXPECTED = '"user" or "assistant", with the system prompt in "system",';
const PLACE = '"system" between a turn of the user and one of the assistant, or last,';

/**
 * Turns are of two; newer models are said to take more of the system prompt after a turn of the user, and where AWS says so of a model it
 * also says where (AWS, "Mid-conversation system messages").
 */
export const claudeSystemTurns: ModelInputRule = (modelInput, { foundationModel }) => {
  const { messages } = modelInput;
  const fact = takesOf(foundationModel)?.systemTurns;
  return [...objectsIn(modelInput, 'messages')].flatMap(([index, { role }]) => {
    if (typeof role !== 'string' || role === 'user' || role === 'assistant') return [];
    if (fact === undefined || role !== 'system' || index === 0) return [systemBeside(index, role)];
    const path = ['messages', index, 'role'];
    const texts = { expected: EXPECTED, received: '"system"' };
    if (fact.is === 'refused') return [refused(path, fact, texts)];
    if (fact.doubt !== undefined) return [doubtful(path, { ...texts, doubt: fact.doubt })];
    const isPlaced = Array.isArray(messages) && isBetween(messages[index - 1], messages[index + 1]);
    return isPlaced ? [] : [refused(path, fact, { ...texts, expected: PLACE })];
  });
};

/** What is no turn at all is told elsewhere. */
function isBetween(before: unknown, after: unknown): boolean {
  const follows = !isObject(before) || before['role'] === 'user' || endsInServerTool(before);
  return follows && (!isObject(after) || after['role'] === 'assistant');
}

function endsInServerTool({ role, content }: Readonly<Record<string, unknown>>): boolean {
  const block: unknown = Array.isArray(content) ? content.at(-1) : undefined;
  if (role !== 'assistant' || !isObject(block)) return false;
  const { type } = block;
  return type === 'server_tool_use' || (typeof type === 'string' && type.endsWith('_tool_result'));
}
