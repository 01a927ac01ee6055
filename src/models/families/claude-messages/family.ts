import { typedContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import { type ClaudeContentBlock, isClaudeBlock } from './blocks.ts';
import { type ClaudeMessagesBody, claude } from './builder.ts';
import { readOutput } from './output.ts';
import { plainClaude } from './plain.ts';
import { claudeRules } from './rules.ts';
import { type ClaudeMessage, claudeMessages } from './schema.ts';

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
  ...fromTurns({
    roles: ['user', 'assistant', 'system'],
    system: 'beside',
    content: typedContent<ClaudeContentBlock>(isClaudeBlock),
    modelInput: ({ system, messages, maxTokens = DEFAULT_MAX_TOKENS }) => ({
      ...claude.messages({
        max_tokens: maxTokens,
        ...(system.length === 0 ? {} : { system: systemOf(system) }),
        messages: messages as ClaudeMessagesBody['messages'],
      }),
    }),
  }),
  example: {
    ...claude.messages({ max_tokens: 256, messages: [{ role: 'user', content: 'Hello' }] }),
  },
  readOutput,
};

/** A single text stays one. */
function systemOf(prompts: readonly ClaudeMessage['content'][]): ClaudeMessagesBody['system'] {
  const [first] = prompts;
  if (prompts.length === 1 && typeof first === 'string') return first;
  const blocks = prompts.flatMap((prompt) =>
    typeof prompt === 'string' ? [{ type: 'text' as const, text: prompt }] : prompt,
  );
  return blocks as ClaudeMessagesBody['system'];
}
