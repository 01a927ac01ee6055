import { isObject, type PathStep } from '../../core/index.ts';
import { objectsIn } from '../rules/objects-in.ts';
import { placeAt } from '../shape/shape-path.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** A call of a tool, or a result; `served` is a call that the provider answers itself, so that it needs no result. */
export interface ToolMark {
  readonly kind: 'call' | 'result' | 'served';
  /** Undefined where it is not a text, which is the schema's to judge. */
  readonly id: string | undefined;
  readonly path: readonly PathStep[];
}

/** The calls and results of one message. */
export interface ToolMessage {
  readonly by: 'model' | 'user';
  readonly marks: readonly ToolMark[];
}

/**
 * Reads calls and results off a conversation; never throws, whatever the value.
 *
 * @returns None where some message is not what the schema takes: it says so, and what is missed may stand there.
 */
export type ToolReader = (modelInput: JsonObject) => readonly ToolMessage[];

/** Of Claude. What stands before a compaction is not looked at, so that nothing can be paired where there is one. */
export const claudeToolMessages: ToolReader = (modelInput) => messagesOf(modelInput, claudeMark);

/** Of Nova. */
export const novaToolMessages: ToolReader = (modelInput) => messagesOf(modelInput, novaMark);

/** Of chat completions, as OpenAI and Mistral have them. */
export const chatToolMessages: ToolReader = ({ messages }) => {
  if (!Array.isArray(messages)) return [];
  const found: ToolMessage[] = [];
  for (const [index, message] of messages.entries()) {
    const role: unknown = isObject(message) ? message['role'] : undefined;
    if (!isObject(message) || !CHAT_ROLES.has(role)) return [];
    const path = ['messages', index];
    if (role === 'assistant') {
      const marks = [...objectsIn(message, 'tool_calls')].map(([at, call]): ToolMark => {
        return { kind: 'call', id: textAt(call, 'id'), path: [...path, 'tool_calls', at] };
      });
      found.push({ by: 'model', marks });
    } else if (role === 'tool') {
      const id = textAt(message, 'tool_call_id');
      found.push({ by: 'user', marks: [{ kind: 'result', id, path }] });
    } else found.push({ by: 'user', marks: [] });
  }
  return found;
};

const CHAT_ROLES = new Set<unknown>(['system', 'developer', 'user', 'assistant', 'tool']);

type Mark = Pick<ToolMark, 'kind' | 'id'>;

/** What a block is of a conversation with tools; `unclear` where it cannot be told. */
type MarkOf = (block: JsonObject) => Mark | 'none' | 'unclear';

function messagesOf({ messages }: JsonObject, markOf: MarkOf): readonly ToolMessage[] {
  if (!Array.isArray(messages)) return [];
  const found: ToolMessage[] = [];
  for (const [index, message] of messages.entries()) {
    const role: unknown = isObject(message) ? message['role'] : undefined;
    const marks = isObject(message) ? marksOf(message['content'], markOf) : undefined;
    if ((role !== 'user' && role !== 'assistant') || marks === undefined) return [];
    const by = role === 'user' ? 'user' : 'model';
    const path = ['messages', index, 'content'];
    found.push({ by, marks: marks.map(([at, mark]) => ({ ...mark, path: [...path, at] })) });
  }
  return found;
}

function marksOf(content: unknown, markOf: MarkOf): (readonly [number, Mark])[] | undefined {
  if (typeof content === 'string') return [];
  if (!Array.isArray(content)) return undefined;
  const marks: (readonly [number, Mark])[] = [];
  for (const [at, block] of content.entries()) {
    const mark = isObject(block) ? markOf(block) : 'unclear';
    if (mark === 'unclear') return undefined;
    if (mark !== 'none') marks.push([at, mark]);
  }
  return marks;
}

function claudeMark(block: JsonObject): Mark | 'none' | 'unclear' {
  const { type } = block;
  switch (type) {
    case 'tool_use':
      return { kind: 'call', id: textAt(block, 'id') };
    case 'tool_result':
      return { kind: 'result', id: textAt(block, 'tool_use_id') };
    case 'server_tool_use':
    case 'mcp_tool_use':
      return { kind: 'served', id: textAt(block, 'id') };
    case 'compaction':
      return 'unclear';
    default:
  }
  const isOfTools = Object.hasOwn(block, 'tool_use_id') || Object.hasOwn(block, 'input');
  if (typeof type !== 'string') return 'unclear';
  return isOfTools && !type.endsWith('_tool_result') ? 'unclear' : 'none';
}

function novaMark(block: JsonObject): Mark | 'none' {
  const [use, answer] = [placeAt(block, ['toolUse']), placeAt(block, ['toolResult'])];
  if (use.present) return { kind: 'call', id: textAt(use.value, 'toolUseId') };
  return answer.present ? { kind: 'result', id: textAt(answer.value, 'toolUseId') } : 'none';
}

function textAt(holder: unknown, key: string): string | undefined {
  const { value } = placeAt(holder, [key]);
  return typeof value === 'string' ? value : undefined;
}
