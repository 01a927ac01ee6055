import { readChatOutput } from '../../outputs/chat-output.ts';
import type { Family } from '../model-family.ts';
import { openai } from './builder.ts';
import { plainOpenAI } from './plain.ts';
import { openaiRules } from './rules.ts';
import { openaiChat } from './schema.ts';

/** Most tokens of an answer where a template says nothing: Kimi needs the bound, and reasoning counts against it. */
const DEFAULT_MAX_TOKENS = 2048;

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
  fromPrompt: ({ prompt, system, maxTokens = DEFAULT_MAX_TOKENS }) => ({
    ...openai.chat({
      messages: [
        ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
        { role: 'user', content: prompt },
      ],
      max_tokens: maxTokens,
    }),
  }),
  example: {
    ...openai.chat({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 2048 }),
  },
  readOutput: readChatOutput,
};
