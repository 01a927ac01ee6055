import { readTitanEmbedding } from '../../outputs/titan-output.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily } from '../model-family.ts';
import { titanMultimodalBuilder } from './builder.ts';
import { titanMultimodalRules } from './rules.ts';
import { titanMultimodalEmbedding } from './schema.ts';

/** Titan Multimodal Embeddings G1 by InvokeModel; there is no other way. */
export const titanMultimodalFamily: ModelFamily = {
  name: 'titan-multimodal-embeddings',
  title: familyTitles['titan-multimodal-embeddings'],
  invocationType: 'InvokeModel',
  schema: titanMultimodalEmbedding,
  rules: titanMultimodalRules,
  marks: ['inputImage', 'embeddingConfig'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({
    ...titanMultimodalBuilder.embedMultimodal({ inputText: prompt }),
  }),
  example: { ...titanMultimodalBuilder.embedMultimodal({ inputText: 'Hello' }) },
  readOutput: readTitanEmbedding,
};
