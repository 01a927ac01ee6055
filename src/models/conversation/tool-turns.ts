import { isObject, type PathStep } from '../../core/index.ts';
import { doubtful } from '../rules/doubtful.ts';
import type { ModelInputRule, RuleFinding } from '../rules/rule.ts';
import { claudeToolMessages } from './tool-messages.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Source: Anthropic, "Handle tool calls": results come first in the content array, text after all of them, else status 400. */
const RESULTS_FIRST =
  'that is Anthropic\'s word of its own API ("Handle tool calls": else status 400), and of Bedrock no refusal is known';

/** Sources: BerriAI/litellm #24361 (Claude by Converse), and a call of Anthropic's own API recorded on 2026-05-04. */
const TEXT_FIRST =
  'that is known of Claude by Converse (BerriAI/litellm #24361: such a tool_use counts as one without its result), and by InvokeModel of nobody';

/** Source: Anthropic's API: ``Requests which include `tool_use` or `tool_result` blocks must define tools``; Converse asks for `toolConfig`. */
const NO_TOOLS =
  "that is a refusal of Anthropic's own API and of Converse (vxcontrol/pentagi #160), and by InvokeModel none is known";

/** In a turn of the user nothing stands before the results of tools, and in one of the assistant no text behind calls. */
export const toolsInTurns: ModelInputRule = (modelInput) => {
  const marked = claudeToolMessages(modelInput).some(({ marks }) => marks.length > 0);
  return marked && Array.isArray(modelInput['messages'])
    ? [...outOfOrder(modelInput['messages'])]
    : [];
};

function* outOfOrder(messages: readonly unknown[]): Generator<RuleFinding> {
  let before: unknown;
  let [hasOther, hasCall] = [false, false];
  for (const [index, message] of messages.entries()) {
    if (!isObject(message)) return;
    // messages of one role that follow each other are one turn
    if (message['role'] !== before) [hasOther, hasCall] = [false, false];
    before = message['role'];
    for (const [at, type] of typesOf(message)) {
      const path = ['messages', index, ...at];
      if (before === 'user' && type === 'tool_result' && hasOther) yield late(path);
      if (before === 'assistant' && type === 'text' && hasCall) yield behind(path);
      hasOther ||= type !== 'tool_result';
      hasCall ||= type === 'tool_use';
    }
  }
}

function* typesOf({ content }: JsonObject): Generator<readonly [readonly PathStep[], unknown]> {
  if (typeof content === 'string') yield [['content'], 'text'];
  if (!Array.isArray(content)) return;
  for (const [at, block] of content.entries()) {
    yield [['content', at], isObject(block) ? block['type'] : undefined];
  }
}

function late(path: readonly PathStep[]): RuleFinding {
  const expected = 'every tool_result before all other blocks of its turn';
  return doubtful(path, { expected, received: 'behind another block', doubt: RESULTS_FIRST });
}

function behind(path: readonly PathStep[]): RuleFinding {
  const expected = 'every text before the first tool_use of its turn';
  return doubtful(path, { expected, received: 'behind a tool_use', doubt: TEXT_FIRST });
}

/** A conversation with calls of tools brings the tools too. */
export const toolsOfHistory: ModelInputRule = (modelInput) => {
  const { tools } = modelInput;
  // what the servers bring is not listed
  if (Object.hasOwn(modelInput, 'mcp_servers')) return [];
  if (tools !== undefined && !(Array.isArray(tools) && tools.length === 0)) return [];
  const mark = claudeToolMessages(modelInput)
    .flatMap(({ marks }) => marks)
    .find(({ kind }) => kind !== 'served');
  if (mark === undefined) return [];
  const expected = 'calls and results of tools only beside "tools"';
  const received = `a ${mark.kind === 'call' ? 'tool_use' : 'tool_result'} without "tools"`;
  return [doubtful(mark.path, { expected, received, doubt: NO_TOOLS })];
};
