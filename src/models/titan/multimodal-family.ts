import type { ModelFamily, ModelInputRule } from '../family.ts';
import { familyTitles } from '../family-titles.ts';
import { TITAN_MULTIMODAL_TOKENS } from '../input-ceilings.ts';
import { tooManyTokens } from '../long-text.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../rules.ts';
import { titan } from './builder.ts';
import { titanMultimodalEmbedding } from './multimodal-schema.ts';
import { readOutput } from './output.ts';

const textOrImage: ModelInputRule = (modelInput) => {
  if (Object.hasOwn(modelInput, 'inputText') || Object.hasOwn(modelInput, 'inputImage')) return [];
  const expected = 'a string, or base64 text in "inputImage", or both';
  return [{ code: 'MODEL_INPUT_REQUIRED', path: ['inputText'], expected }];
};

const longText: ModelInputRule = ({ inputText }) =>
  tooManyTokens(['inputText'], inputText, TITAN_MULTIMODAL_TOKENS);

/** Titan Multimodal Embeddings G1 by InvokeModel; there is no other way. */
export const titanMultimodalFamily: ModelFamily = {
  name: 'titan-multimodal-embeddings',
  title: familyTitles['titan-multimodal-embeddings'],
  invocationType: 'InvokeModel',
  schema: titanMultimodalEmbedding,
  rules: [forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }), textOrImage, longText],
  marks: ['inputImage', 'embeddingConfig'],
  answers: 'embedding',
  fromPrompt: ({ prompt }) => ({ ...titan.embedMultimodal({ inputText: prompt }) }),
  example: { ...titan.embedMultimodal({ inputText: 'Hello' }) },
  readOutput,
};
