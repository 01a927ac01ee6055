import {
  type NovaMessagesBuilder,
  novaMessagesBuilder,
} from '../families/nova-messages/builder.ts';
import {
  type NovaEmbeddingBuilder,
  novaEmbeddingBuilder,
} from '../families/nova-multimodal-embeddings/builder.ts';

/** Builds model inputs of Nova. */
export interface NovaBuilder extends NovaMessagesBuilder, NovaEmbeddingBuilder {}

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
export const nova: NovaBuilder = { ...novaMessagesBuilder, ...novaEmbeddingBuilder };
