import { readTitanEmbedding } from '../../outputs/titan-output.ts';
import type { Family } from '../model-family.ts';
import { titanMultimodalBuilder } from './builder.ts';
import { plainTitanMultimodal } from './plain.ts';
import { titanMultimodalRules } from './rules.ts';
import { titanMultimodalEmbedding } from './schema.ts';

/** Titan Multimodal Embeddings G1 by InvokeModel; there is no other way. */
export const titanMultimodalFamily: Family<'titan-multimodal-embeddings'> = {
  ...plainTitanMultimodal,
  invocationType: 'InvokeModel',
  schema: titanMultimodalEmbedding,
  rules: titanMultimodalRules,
  marks: ['inputImage', 'embeddingConfig'],
  hasOwnMessages: false,
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({
    ...titanMultimodalBuilder.embedMultimodal({ inputText: prompt }),
  }),
  fromMessages: undefined,
  example: { ...titanMultimodalBuilder.embedMultimodal({ inputText: 'Hello' }) },
  readOutput: readTitanEmbedding,
};
