import { textContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import { instructPrompt, mistralCompletionBuilder } from './builder.ts';
import { readOutput } from './output.ts';
import { plainMistralCompletion } from './plain.ts';
import { mistralCompletionRules } from './rules.ts';
import { mistralCompletion } from './schema.ts';

/** Mistral Small (24.02) by InvokeModel. A template's prompt is the question; the tokens around it are written here. */
export const mistralCompletionFamily: Family<'mistral-completion'> = {
  ...plainMistralCompletion,
  invocationType: 'InvokeModel',
  schema: mistralCompletion,
  rules: mistralCompletionRules,
  marks: [],
  hasOwnMessages: false,
  answers: 'text',
  ...fromTurns({
    roles: ['user', 'assistant'],
    system: 'beside',
    content: textContent,
    alternates: true,
    modelInput: ({ system, messages, maxTokens }) => ({
      ...mistralCompletionBuilder.complete({
        prompt: instructPrompt(system, messages),
        ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
      }),
    }),
  }),
  example: { ...mistralCompletionBuilder.instruct({ prompt: 'Hello', max_tokens: 256 }) },
  readOutput,
};
