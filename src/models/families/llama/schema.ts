import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/**
 * Model input of Meta's Llama 3 and 4.
 *
 * Source: AWS, "Meta Llama models", request.
 */
export interface LlamaCompletion {
  /** The whole prompt, with Llama's own tokens between the turns; `llama.instruct` writes them. */
  readonly prompt: string;
  /** Believed to be 0 to 1, default 0.5. */
  readonly temperature?: number | undefined;
  /** Believed to be 0 to 1, default 0.9. */
  readonly top_p?: number | undefined;
  /** Most tokens of the answer, believed to be 1 to 2,048, for some newer models to 8,192; default 512. */
  readonly max_gen_len?: number | undefined;
  /** Base64 texts; from Llama 3.2 on. */
  readonly images?: readonly string[] | undefined;
}

/** Schema of {@link LlamaCompletion}. */
export const llamaCompletion: LateSchema<LlamaCompletion> = lateSchema((z) =>
  z.strictObject({
    prompt: z.string(),
    temperature: z.number().optional(),
    top_p: z.number().optional(),
    max_gen_len: z.number().optional(),
    images: z.array(z.string()).optional(),
  } satisfies SchemaOf<LlamaCompletion>),
);
