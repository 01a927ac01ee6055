import type { TitanEmbedding } from './schema.ts';

/** Builds model inputs of Titan Text Embeddings V2. */
export interface TitanTextBuilder {
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

export const titanTextBuilder: TitanTextBuilder = { embed: (body) => ({ ...body }) };
