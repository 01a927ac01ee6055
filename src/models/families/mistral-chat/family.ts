import { mistral } from '../../builders/mistral.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { contradicted } from '../../rules/contradicted-features.ts';
import { doubtNoMessages, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily } from '../model-family.ts';
import { readOutput } from '../openai-chat/output.ts';
import { mistralChat } from './schema.ts';

/** Mistral Large 2 (24.07) by InvokeModel. */
export const mistralChatFamily: ModelFamily = {
  name: 'mistral-chat',
  title: familyTitles['mistral-chat'],
  invocationType: 'InvokeModel',
  schema: mistralChat,
  rules: [
    forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
    contradicted('tool calling', ['tools']),
    doubtNoMessages,
    doubtNumbers({ path: ['max_tokens'], int: true, min: 1 }),
    atMostCeiling(['max_tokens']),
  ],
  marks: [],
  answers: 'text',
  fromPrompt: ({ prompt, system, maxTokens }) => ({
    ...mistral.chat({
      messages: [
        ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
        { role: 'user', content: prompt },
      ],
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    }),
  }),
  example: {
    ...mistral.chat({ messages: [{ role: 'user', content: 'Hello' }], max_tokens: 256 }),
  },
  readOutput,
};
