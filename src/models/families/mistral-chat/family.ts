import { readChatOutput } from '../../outputs/chat-output.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily } from '../model-family.ts';
import { mistralChatBuilder } from './builder.ts';
import { mistralChatRules } from './rules.ts';
import { mistralChat } from './schema.ts';

/** Mistral Large 2 (24.07) by InvokeModel. */
export const mistralChatFamily: ModelFamily = {
  name: 'mistral-chat',
  title: familyTitles['mistral-chat'],
  invocationType: 'InvokeModel',
  schema: mistralChat,
  rules: mistralChatRules,
  marks: [],
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
