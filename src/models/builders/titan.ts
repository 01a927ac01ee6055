import {
  type TitanMultimodalBuilder,
  titanMultimodalBuilder,
} from '../families/titan-multimodal-embeddings/builder.ts';
import {
  type TitanTextBuilder,
  titanTextBuilder,
} from '../families/titan-text-embeddings/builder.ts';

/** Builds model inputs of Titan. */
export interface TitanBuilder extends TitanTextBuilder, TitanMultimodalBuilder {}

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
export const titan: TitanBuilder = { ...titanTextBuilder, ...titanMultimodalBuilder };
