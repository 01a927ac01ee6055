import { isObject } from '../../../core/index.ts';
import type { ModelAnswer } from './model-answer.ts';
import { vector } from './vector.ts';

const DEFAULT_SIZE = 1024;

/** Titan Text Embeddings V2. Source: the model's reference; `embedding` is missing where only `binary` is asked for. */
export const answerTitan: ModelAnswer = (modelInput, { inputTokens }) => {
  const { dimensions, normalize, embeddingTypes } = modelInput;
  const float = vector(modelInput['inputText'], sizeOf(dimensions), normalize !== false);
  const types: readonly unknown[] = Array.isArray(embeddingTypes) ? embeddingTypes : ['float'];
  const embeddingsByType = {
    ...(types.includes('float') ? { float } : {}),
    ...(types.includes('binary') ? { binary: float.map((value) => (value > 0 ? 1 : 0)) } : {}),
  };
  const modelOutput = {
    ...(types.includes('float') ? { embedding: float } : {}),
    embeddingsByType,
    inputTextTokenCount: inputTokens,
  };
  return { modelOutput, inputTokens, outputTokens: 0 };
};

/** Titan Multimodal Embeddings G1. Source: the model's reference; `message` is null where nothing went wrong. */
export const answerTitanMultimodal: ModelAnswer = (modelInput, { inputTokens }) => {
  const { inputText, inputImage, embeddingConfig } = modelInput;
  const size = isObject(embeddingConfig) ? embeddingConfig['outputEmbeddingLength'] : undefined;
  const embedding = vector([inputText, inputImage], sizeOf(size), true);
  const modelOutput = { embedding, inputTextTokenCount: inputTokens, message: null };
  return { modelOutput, inputTokens, outputTokens: 0 };
};

function sizeOf(asked: unknown): number {
  return typeof asked === 'number' ? asked : DEFAULT_SIZE;
}
