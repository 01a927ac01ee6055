import type { ModelFamily, ModelInputRule } from '../family.ts';
import { familyTitles } from '../family-titles.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../rules.ts';
import { titan } from './builder.ts';
import { titanMultimodalEmbedding } from './multimodal-schema.ts';
import { readOutput } from './output.ts';

const textOrImage: ModelInputRule = (modelInput) => {
  if (Object.hasOwn(modelInput, 'inputText') || Object.hasOwn(modelInput, 'inputImage')) return [];
  const expected = 'a string, or base64 text in "inputImage", or both';
  return [{ code: 'MODEL_INPUT_REQUIRED', path: ['inputText'], expected }];
};

/** Titan Multimodal Embeddings G1 by InvokeModel; there is no other way. */
export const titanMultimodalFamily: ModelFamily = {
  name: 'titan-multimodal-embeddings',
  title: familyTitles['titan-multimodal-embeddings'],
  invocationType: 'InvokeModel',
  schema: titanMultimodalEmbedding,
  rules: [forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }), textOrImage],
  marks: ['inputImage', 'embeddingConfig'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titan.embedMultimodal({ inputText: prompt }) }),
  example: { ...titan.embedMultimodal({ inputText: 'Hello' }) },
  readOutput,
};
