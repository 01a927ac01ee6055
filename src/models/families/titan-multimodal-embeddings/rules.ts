import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import { tooManyTokens } from '../../rules/long-text.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { MOST_TOKENS } from './bounds.ts';

const textOrImage: ModelInputRule = (modelInput) => {
  if (Object.hasOwn(modelInput, 'inputText') || Object.hasOwn(modelInput, 'inputImage')) return [];
  const expected = 'a string, or base64 text in "inputImage", or both';
  return [{ code: 'MODEL_INPUT_REQUIRED', path: ['inputText'], expected }];
};

const longText: ModelInputRule = ({ inputText }) =>
  tooManyTokens(['inputText'], inputText, MOST_TOKENS);

/** What the schema of Titan Multimodal Embeddings G1 cannot say. */
export const titanMultimodalRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }),
  textOrImage,
  longText,
];
