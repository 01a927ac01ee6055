import type { ModelAnswer } from '../../answers/model-answer.ts';

const DEFAULT_SIZE = 1024;

/** Titan Text Embeddings V2. Source: the model's reference; `embedding` is missing where only `binary` is asked for. */
export const answerTitan: ModelAnswer = (modelInput, { inputTokens }, { vector }) => {
  const { dimensions, normalize, embeddingTypes } = modelInput;
  const size = typeof dimensions === 'number' ? dimensions : DEFAULT_SIZE;
  const float = vector(modelInput['inputText'], size, normalize !== false);
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
