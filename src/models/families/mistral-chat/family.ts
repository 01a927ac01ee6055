import { readChatOutput } from '../../outputs/chat-output.ts';
import { textContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import { mistralChatBuilder } from './builder.ts';
import { plainMistralChat } from './plain.ts';
import { mistralChatRules } from './rules.ts';
import { type MistralChat, mistralChat } from './schema.ts';

/** Mistral Large 2 (24.07) by InvokeModel. */
export const mistralChatFamily: Family<'mistral-chat'> = {
  ...plainMistralChat,
  invocationType: 'InvokeModel',
  schema: mistralChat,
  rules: mistralChatRules,
  marks: [],
  hasOwnMessages: true,
  answers: 'text',
  ...fromTurns({
    roles: ['system', 'user', 'assistant', 'tool'],
    system: 'among',
    content: textContent,
    hasMembers: true,
    modelInput: ({ messages, maxTokens }) => ({
      ...mistralChatBuilder.chat({
        messages: messages as MistralChat['messages'],
        ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
      }),
    }),
  }),
  example: {
    ...mistralChatBuilder.chat({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 256 }),
  },
  readOutput: readChatOutput,
};
