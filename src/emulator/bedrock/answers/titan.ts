import { seededRandom } from '../random.ts';
import type { ModelAnswer } from './model-answer.ts';

const FINENESS = 1_000_000;

/** Titan Text Embeddings V2. Source: the model's reference; `embedding` is missing where only `binary` is asked for. */
export const answerTitan: ModelAnswer = (modelInput, { inputTokens }) => {
  const { dimensions, normalize, embeddingTypes } = modelInput;
  const float = vector(modelInput['inputText'], dimensions ?? 1024, normalize !== false);
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

/** A vector that depends on nothing but what is embedded; six decimals, of length 1 where it is normalized. */
function vector(content: unknown, dimensions: unknown, isNormalized: boolean): readonly number[] {
  const random = seededRandom(JSON.stringify(content ?? null));
  const size = typeof dimensions === 'number' ? dimensions : 1024;
  const values = Array.from({ length: size }, () => random(2 * FINENESS + 1) / FINENESS - 1);
  const norm = isNormalized ? Math.hypot(...values) : 1;
  return values.map((value) => Number((value / norm).toFixed(6)));
}
