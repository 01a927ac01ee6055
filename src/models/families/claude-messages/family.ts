import type { Family } from '../model-family.ts';
import { claude } from './builder.ts';
import { readOutput } from './output.ts';
import { plainClaude } from './plain.ts';
import { claudeRules } from './rules.ts';
import { claudeMessages } from './schema.ts';

/** Most tokens of an answer where a template says nothing: Claude takes no body without `max_tokens`. */
const DEFAULT_MAX_TOKENS = 1024;

/** Claude by InvokeModel. */
export const claudeFamily: Family<'claude-messages'> = {
  ...plainClaude,
  invocationType: 'InvokeModel',
  schema: claudeMessages,
  rules: claudeRules,
  marks: ['anthropic_version', 'anthropic_beta', 'output_config', 'stop_sequences', 'thinking'],
  hasOwnMessages: true,
  answers: 'text',
  fromPrompt: ({ prompt, system, maxTokens = DEFAULT_MAX_TOKENS }) => ({
    ...claude.messages({
      max_tokens: maxTokens,
      ...(system === undefined ? {} : { system }),
      messages: [{ role: 'user', content: prompt }],
    }),
  }),
  example: {
    ...claude.messages({ max_tokens: 256, messages: [{ role: 'user', content: 'Hello' }] }),
  },
  readOutput,
};
