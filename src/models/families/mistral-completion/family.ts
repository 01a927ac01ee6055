import { mistral } from '../../builders/mistral.ts';
import { atMostCeiling } from '../../rules/at-most-ceiling.ts';
import { doubtLength, doubtNumbers } from '../../rules/doubtful.ts';
import { forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED } from '../../rules/forbidden-keys.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily } from '../model-family.ts';
import { readOutput } from './output.ts';
import { mistralCompletion } from './schema.ts';

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
