import { readChatOutput } from '../../outputs/chat-output.ts';
import { typedContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import { isClaudeBlock } from '../claude-messages/blocks.ts';
import type { Family } from '../model-family.ts';
import { openai } from './builder.ts';
import { plainOpenAI } from './plain.ts';
import { openaiRules } from './rules.ts';
import { type OpenAIChat, type OpenAIContentPart, openaiChat } from './schema.ts';

/** Most tokens of an answer where a template says nothing: Kimi needs the bound, and reasoning counts against it. */
const DEFAULT_MAX_TOKENS = 2048;

/** AWS lists the parts of messages for none of these models, but those of Claude are no model's. */
function isOwn(type: string): boolean {
  return type === 'text' || !isClaudeBlock(type);
}

/** The models that take OpenAI's chat completions, by InvokeModel. */
export const openaiFamily: Family<'openai-chat'> = {
  ...plainOpenAI,
  invocationType: 'InvokeModel',
  schema: openaiChat,
  rules: openaiRules,
  marks: [
    'max_completion_tokens',
    'response_format',
    'parallel_tool_calls',
    'reasoning_effort',
    'frequency_penalty',
    'presence_penalty',
    'logit_bias',
    'logprobs',
    'top_logprobs',
    'seed',
    'n',
  ],
  hasOwnMessages: true,
  answers: 'text',
  ...fromTurns({
    roles: ['system', 'developer', 'user', 'assistant', 'tool'],
    system: 'among',
    content: typedContent<OpenAIContentPart>(isOwn),
    hasMembers: true,
    modelInput: ({ messages, maxTokens = DEFAULT_MAX_TOKENS }) => ({
      ...openai.chat({ messages: messages as OpenAIChat['messages'], max_tokens: maxTokens }),
    }),
  }),
  example: {
    ...openai.chat({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 2048 }),
  },
  readOutput: readChatOutput,
};
