import { readTitanEmbedding } from '../../outputs/titan-output.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily } from '../model-family.ts';
import { titanTextBuilder } from './builder.ts';
import { titanRules } from './rules.ts';
import { titanEmbedding } from './schema.ts';

/** Titan Text Embeddings V2 by InvokeModel; there is no other way. */
export const titanFamily: ModelFamily = {
  name: 'titan-text-embeddings',
  title: familyTitles['titan-text-embeddings'],
  invocationType: 'InvokeModel',
  schema: titanEmbedding,
  rules: titanRules,
  marks: ['dimensions', 'normalize', 'embeddingTypes'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titanTextBuilder.embed({ inputText: prompt }) }),
  example: { ...titanTextBuilder.embed({ inputText: 'Hello' }) },
  readOutput: readTitanEmbedding,
};
