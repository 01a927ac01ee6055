import type { TitanEmbedding } from './schema.ts';

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
export const titan: TitanBuilder = { embed: (body) => ({ ...body }) };
