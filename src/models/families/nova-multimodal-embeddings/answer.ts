import { isObject } from '../../../core/index.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

const DEFAULT_SIZE = 3072;

/** Nova Multimodal Embeddings. Source: the complete embeddings request and response schema. */
export const answerNovaEmbedding: ModelAnswer = (modelInput, { inputTokens }, { vector }) => {
  const params = modelInput['singleEmbeddingParams'];
  const asked = isObject(params) ? params : {};
  const size = asked['embeddingDimension'];
  const dimensions = typeof size === 'number' ? size : DEFAULT_SIZE;
  const embeddings = typesOf(asked).map((embeddingType) => ({
    embeddingType,
    embedding: vector([embeddingType, asked], dimensions, true),
  }));
  return { modelOutput: { embeddings }, inputTokens, outputTokens: 0 };
};

function typesOf(asked: Readonly<Record<string, unknown>>): readonly string[] {
  const { video } = asked;
  if (isObject(video)) {
    return video['embeddingMode'] === 'AUDIO_VIDEO_SEPARATE'
      ? ['VIDEO', 'AUDIO']
      : ['AUDIO_VIDEO_COMBINED'];
  }
  const [key = 'text'] = ['text', 'image', 'audio'].filter((name) => Object.hasOwn(asked, name));
  return [key.toUpperCase()];
}
