import { atMostCeiling } from '../at-most-ceiling.ts';
import { doubtLength, doubtNumbers } from '../doubtful.ts';
import type { ModelFamily } from '../family.ts';
import { familyTitles } from '../family-titles.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../rules.ts';
import { mistral } from './builder.ts';
import { readOutput } from './completion-output.ts';
import { mistralCompletion } from './completion-schema.ts';

/** Mistral Small (24.02) by InvokeModel. A template's prompt is the question; the tokens around it are written here. */
export const mistralCompletionFamily: ModelFamily = {
  name: 'mistral-completion',
  title: familyTitles['mistral-completion'],
  invocationType: 'InvokeModel',
  schema: mistralCompletion,
  rules: [
    forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
    doubtNumbers(
      { path: ['max_tokens'], int: true, min: 1 },
      { path: ['temperature'], min: 0, max: 1 },
      { path: ['top_p'], min: 0, max: 1 },
    ),
    doubtLength(['stop'], { max: 10 }),
    atMostCeiling(['max_tokens']),
  ],
  marks: [],
  answers: 'text',
  fromPrompt: ({ prompt, system, maxTokens }) => ({
    ...mistral.instruct({
      prompt,
      ...(system === undefined ? {} : { system }),
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    }),
  }),
  example: { ...mistral.instruct({ prompt: 'Hello', max_tokens: 256 }) },
  readOutput,
};
