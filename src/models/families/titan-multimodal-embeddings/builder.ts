import type { TitanMultimodalEmbedding } from './schema.ts';

/** Builds model inputs of Titan Multimodal Embeddings G1. */
export interface TitanMultimodalBuilder {
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

export const titanMultimodalBuilder: TitanMultimodalBuilder = {
  embedMultimodal: (body) => ({ ...body }),
};
