import { isObject } from '../../../core/index.ts';
import type { ModelAnswer } from '../../answers/model-answer.ts';

const DEFAULT_SIZE = 1024;

/** Titan Multimodal Embeddings G1. Source: the model's reference; `message` is null where nothing went wrong. */
export const answerTitanMultimodal: ModelAnswer = (modelInput, { inputTokens }, { vector }) => {
  const { inputText, inputImage, embeddingConfig } = modelInput;
  const asked = isObject(embeddingConfig) ? embeddingConfig['outputEmbeddingLength'] : undefined;
  const size = typeof asked === 'number' ? asked : DEFAULT_SIZE;
  const embedding = vector([inputText, inputImage], size, true);
  const modelOutput = { embedding, inputTextTokenCount: inputTokens, message: null };
  return { modelOutput, inputTokens, outputTokens: 0 };
};
