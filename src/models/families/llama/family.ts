import { textContent } from '../../turns/content.ts';
import { fromTurns } from '../../turns/from-turns.ts';
import type { Family } from '../model-family.ts';
import { llama, llamaPrompt } from './builder.ts';
import { readOutput } from './output.ts';
import { plainLlama } from './plain.ts';
import { llamaRules } from './rules.ts';
import { llamaCompletion } from './schema.ts';

/** Meta's Llama by InvokeModel. A template's prompt is the question; the tokens around it are written here. */
export const llamaFamily: Family<'llama'> = {
  ...plainLlama,
  invocationType: 'InvokeModel',
  schema: llamaCompletion,
  rules: llamaRules,
  marks: ['max_gen_len'],
  hasOwnMessages: false,
  answers: 'text',
  ...fromTurns({
    roles: ['user', 'assistant'],
    system: 'beside',
    content: textContent,
    modelInput: ({ system, messages, maxTokens }) => ({
      ...llama.complete({
        prompt: llamaPrompt(system, messages),
        ...(maxTokens === undefined ? {} : { max_gen_len: maxTokens }),
      }),
    }),
  }),
  example: { ...llama.instruct({ prompt: 'Hello', max_gen_len: 256 }) },
  readOutput,
};
