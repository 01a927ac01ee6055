import type { NovaMessages } from '../families/nova-messages/schema.ts';
import type {
  NovaEmbedding,
  NovaEmbeddingParams,
} from '../families/nova-multimodal-embeddings/schema.ts';

/** What {@link nova.messages} takes: the model input without its version. */
export type NovaMessagesBody = Omit<NovaMessages, 'schemaVersion'>;

/** Builds model inputs of Nova. */
export interface NovaBuilder {
  /**
   * Makes a model input of Nova: `schemaVersion`, then the members given.
   *
   * @param body Members of Nova's messages API. `system` and `content` are lists, also for a single text.
   * @returns The `modelInput` of a record.
   *
   * @example Ask one question
   * ```ts
   * import { nova } from 'bedrock-batch';
   *
   * const modelInput = nova.messages({
   *   system: [{ text: 'Answer with one word.' }],
   *   messages: [{ role: 'user', content: [{ text: 'Classify: "You won a prize"' }] }],
   *   inferenceConfig: { maxTokens: 256 },
   * });
   * console.assert(modelInput.schemaVersion === 'messages-v1');
   * ```
   */
  readonly messages: (body: NovaMessagesBody) => NovaMessages;

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

/**
 * Builds model inputs of Nova.
 *
 * @example A video in the folder of the job
 * ```ts
 * import { nova } from 'bedrock-batch';
 *
 * const uri = 's3://my-bucket/videos/clip.mp4';
 * const modelInput = nova.messages({
 *   messages: [
 *     {
 *       role: 'user',
 *       content: [
 *         { video: { format: 'mp4', source: { s3Location: { uri } } } },
 *         { text: 'What happens here?' },
 *       ],
 *     },
 *   ],
 * });
 * console.assert(modelInput.messages[0]?.content.length === 2);
 * ```
 */
export const nova: NovaBuilder = {
  messages: (body) => ({ schemaVersion: 'messages-v1', ...body }),
  embed: (params) => ({
    schemaVersion: 'nova-multimodal-embed-v1',
    taskType: 'SINGLE_EMBEDDING',
    singleEmbeddingParams: params,
  }),
};
