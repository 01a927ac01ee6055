import type { NovaEmbedding, NovaEmbeddingParams } from './schema.ts';

/** Builds model inputs of Nova Multimodal Embeddings. */
export interface NovaEmbeddingBuilder {
  /**
   * Makes a model input of Nova Multimodal Embeddings: `schemaVersion`, `taskType`, then what is embedded.
   *
   * @param params Exactly one of `text`, `image`, `audio` and `video`, and what the embedding is for.
   * @returns The `modelInput` of a record.
   *
   * @example Embed a text that is searched later
   * ```ts
   * import { nova } from 'bedrock-batch';
   *
   * const modelInput = nova.embed({
   *   embeddingPurpose: 'GENERIC_INDEX',
   *   embeddingDimension: 1024,
   *   text: { truncationMode: 'END', value: 'You won a prize' },
   * });
   * console.assert(modelInput.taskType === 'SINGLE_EMBEDDING');
   * ```
   */
  readonly embed: (params: NovaEmbeddingParams) => NovaEmbedding;
}

export const novaEmbeddingBuilder: NovaEmbeddingBuilder = {
  embed: (params) => ({
    schemaVersion: 'nova-multimodal-embed-v1',
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: params,
  }),
};
