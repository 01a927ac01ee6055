import { titan } from '../../builders/titan.ts';
import { TITAN_MULTIMODAL_TOKENS } from '../../facts/input-ceilings.ts';
import { readOutput } from '../../outputs/titan-output.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import { tooManyTokens } from '../../rules/long-text.ts';
import { familyTitles } from '../family-titles.ts';
import type { ModelFamily, ModelInputRule } from '../model-family.ts';
import { titanMultimodalEmbedding } from './schema.ts';

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
