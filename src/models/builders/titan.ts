import type { TitanMultimodalEmbedding } from '../families/titan-multimodal-embeddings/schema.ts';
import type { TitanEmbedding } from '../families/titan-text-embeddings/schema.ts';

/** Builds model inputs of Titan. */
export interface TitanBuilder {
  /**
   * Makes a model input of Titan Text Embeddings V2.
   *
   * @param body The text, and what the embedding is like.
   * @returns The `modelInput` of a record.
   *
   * @example Embed a text
   * ```ts
   * import { titan } from 'bedrock-batch';
   *
   * const modelInput = titan.embed({ inputText: 'You won a prize', dimensions: 512 });
   * console.assert(modelInput.dimensions === 512);
   * ```
   */
  readonly embed: (body: TitanEmbedding) => TitanEmbedding;

  /**
   * Makes a model input of Titan Multimodal Embeddings G1.
   *
   * @param body A text, an image as base64 text, or both; how long the embedding is.
   * @returns The `modelInput` of a record.
   *
   * @example Embed an image with its caption
   * ```ts
   * import { titan } from 'bedrock-batch';
   *
   * const modelInput = titan.embedMultimodal({ inputText: 'A red bicycle', inputImage: 'iVBORw0KGgo=' });
   * console.assert(modelInput.inputImage !== undefined);
   * ```
   */
  readonly embedMultimodal: (body: TitanMultimodalEmbedding) => TitanMultimodalEmbedding;
}

/**
 * Builds model inputs of Titan.
 *
 * @example Binary embeddings
 * ```ts
 * import { titan } from 'bedrock-batch';
 *
 * const modelInput = titan.embed({ inputText: 'You won a prize', embeddingTypes: ['binary'] });
 * console.assert(modelInput.inputText.length > 0);
 * ```
 */
export const titan: TitanBuilder = {
  embed: (body) => ({ ...body }),
  embedMultimodal: (body) => ({ ...body }),
};
