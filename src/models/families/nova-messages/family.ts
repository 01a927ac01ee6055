import { readMessageOutput } from '../../outputs/message-output.ts';
import { keyedContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import { type NovaMessagesBody, novaMessagesBuilder } from './builder.ts';
import { plainNova } from './plain.ts';
import { novaRules } from './rules.ts';
import { type NovaContentBlock, novaMessages } from './schema.ts';

/** Nova's text models by InvokeModel. */
export const novaFamily: Family<'nova-messages'> = {
  ...plainNova,
  invocationType: 'InvokeModel',
  schema: novaMessages,
  rules: novaRules,
  marks: [],
  hasOwnMessages: false,
  answers: 'text',
  ...fromTurns({
    roles: ['user', 'assistant'],
    system: 'beside',
    content: keyedContent<NovaContentBlock>(),
    modelInput: ({ system, messages, maxTokens }) => ({
      ...novaMessagesBuilder.messages({
        ...(system.length === 0 ? {} : { system: system.flat() as NovaMessagesBody['system'] }),
        messages: messages as NovaMessagesBody['messages'],
        ...(maxTokens === undefined ? {} : { inferenceConfig: { maxTokens } }),
      }),
    }),
  }),
  example: {
    ...novaMessagesBuilder.messages({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] }),
  },
  readOutput: readMessageOutput,
};
