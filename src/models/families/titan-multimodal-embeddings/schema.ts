import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/**
 * Model input of Titan Multimodal Embeddings G1: a text, an image, or both.
 *
 * Source: AWS, "Amazon Titan Multimodal Embeddings G1", request.
 */
export interface TitanMultimodalEmbedding {
  /** At most 256 tokens. */
  readonly inputText?: string | undefined;
  /** Base64 text. */
  readonly inputImage?: string | undefined;
  readonly embeddingConfig?:
    | {
        /** Length of the embedding. Default 1024. */
        readonly outputEmbeddingLength?: 256 | 384 | 1024 | undefined;
      }
    | undefined;
}

/** Schema of {@link TitanMultimodalEmbedding}. */
export const titanMultimodalEmbedding: LateSchema<TitanMultimodalEmbedding> = lateSchema((z) =>
  z.strictObject({
    inputText: z.string().optional(),
    inputImage: z.base64().optional(),
    embeddingConfig: z
      .strictObject({ outputEmbeddingLength: z.literal([256, 384, 1024]).optional() })
      .optional(),
  } satisfies SchemaOf<TitanMultimodalEmbedding>),
);
