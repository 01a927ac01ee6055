import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/**
 * Model input of Titan Text Embeddings V2.
 *
 * Source: AWS, "Amazon Titan Text Embeddings V2", request.
 */
export interface TitanEmbedding {
  /** The text to embed, believed to have at most 50,000 characters and 8,192 tokens; an empty one is refused. */
  readonly inputText: string;
  /** Length of the embedding. Default 1024. */
  readonly dimensions?: 1024 | 512 | 256 | undefined;
  /** Whether the embedding gets length 1. Default true. */
  readonly normalize?: boolean | undefined;
  /** Kinds of embedding in the answer. Default `['float']`. */
  readonly embeddingTypes?: readonly ('float' | 'binary')[] | undefined;
}

/** Schema of {@link TitanEmbedding}. */
export const titanEmbedding: LateSchema<TitanEmbedding> = lateSchema((z) =>
  z.strictObject({
    inputText: z.string(),
    dimensions: z.literal([1024, 512, 256]).optional(),
    normalize: z.boolean().optional(),
    embeddingTypes: z.array(z.enum(['float', 'binary'])).optional(),
  } satisfies SchemaOf<TitanEmbedding>),
);
