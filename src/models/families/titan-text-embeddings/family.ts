import { readTitanEmbedding } from '../../outputs/titan-output.ts';
import type { Family } from '../model-family.ts';
import { titanTextBuilder } from './builder.ts';
import { plainTitan } from './plain.ts';
import { titanRules } from './rules.ts';
import { titanEmbedding } from './schema.ts';

/** Titan Text Embeddings V2 by InvokeModel; there is no other way. */
export const titanFamily: Family<'titan-text-embeddings'> = {
  ...plainTitan,
  invocationType: 'InvokeModel',
  schema: titanEmbedding,
  rules: titanRules,
  marks: ['dimensions', 'normalize', 'embeddingTypes'],
  hasOwnMessages: false,
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titanTextBuilder.embed({ inputText: prompt }) }),
  fromMessages: undefined,
  example: { ...titanTextBuilder.embed({ inputText: 'Hello' }) },
  readOutput: readTitanEmbedding,
};
