import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/**
 * Model input of Mistral Small (24.02).
 *
 * Source: AWS, "Mistral AI text completion", request.
 */
export interface MistralCompletion {
  /** The whole prompt, such as `<s>[INST] … [/INST]`; `mistral.instruct` writes the tokens. */
  readonly prompt: string;
  /** Most tokens of the answer, believed to be 1 to 8,192. */
  readonly max_tokens?: number | undefined;
  /** Believed to be at most 10. */
  readonly stop?: readonly string[] | undefined;
  /** Believed to be 0 to 1, default 0.7. */
  readonly temperature?: number | undefined;
  /** Believed to be 0 to 1. */
  readonly top_p?: number | undefined;
  readonly top_k?: number | undefined;
}

/** Schema of {@link MistralCompletion}. */
export const mistralCompletion: LateSchema<MistralCompletion> = lateSchema((z) =>
  z.strictObject({
    prompt: z.string(),
    max_tokens: z.number().optional(),
    stop: z.array(z.string()).optional(),
    temperature: z.number().optional(),
    top_p: z.number().optional(),
    top_k: z.number().optional(),
  } satisfies SchemaOf<MistralCompletion>),
);
