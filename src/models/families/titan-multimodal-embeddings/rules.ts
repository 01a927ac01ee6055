import { mediaContent, UNREPORTED } from '../../media/media-content.ts';
import { forbidKeys, JOB_NAMES_MODEL } from '../../rules/forbidden-keys.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { emptyTextAt } from '../../texts/empty-texts.ts';
import { tooManyTokens } from '../../texts/long-text.ts';
import { MOST_TOKENS } from './bounds.ts';

const textOrImage: ModelInputRule = (modelInput) => {
  if (Object.hasOwn(modelInput, 'inputText') || Object.hasOwn(modelInput, 'inputImage')) return [];
  const expected = 'a string, or base64 text in "inputImage", or both';
  return [{ code: 'MODEL_INPUT_REQUIRED', path: ['inputText'], expected }];
};

const longText: ModelInputRule = ({ inputText }) =>
  tooManyTokens(['inputText'], inputText, MOST_TOKENS);

/** Source: AWS, "Amazon Titan Multimodal Embeddings G1": PNG and JPEG. */
const image = mediaContent({
  mediaIn: ({ inputImage }) =>
    typeof inputImage === 'string'
      ? [{ path: ['inputImage'], base64: inputImage, kind: 'image', formats: ['png', 'jpeg'] }]
      : [],
  empty: () => 'refused',
  unlike: () => UNREPORTED,
});

/** What the schema of Titan Multimodal Embeddings G1 cannot say. */
export const titanMultimodalRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL }),
  textOrImage,
  emptyTextAt(['inputText']),
  image,
  longText,
];
