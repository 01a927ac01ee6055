import { readChatOutput } from '../../outputs/chat-output.ts';
import type { Family } from '../model-family.ts';
import { mistralChatBuilder } from './builder.ts';
import { plainMistralChat } from './plain.ts';
import { mistralChatRules } from './rules.ts';
import { mistralChat } from './schema.ts';

/** Mistral Large 2 (24.07) by InvokeModel. */
export const mistralChatFamily: Family<'mistral-chat'> = {
  ...plainMistralChat,
  invocationType: 'InvokeModel',
  schema: mistralChat,
  rules: mistralChatRules,
  marks: [],
  hasOwnMessages: true,
  answers: 'text',
  fromPrompt: ({ prompt, system, maxTokens }) => ({
    ...mistralChatBuilder.chat({
      messages: [
        ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
        { role: 'user', content: prompt },
      ],
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    }),
  }),
  example: {
    ...mistralChatBuilder.chat({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 256 }),
  },
  readOutput: readChatOutput,
};
