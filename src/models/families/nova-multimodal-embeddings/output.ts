import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { errorIn, fieldOf, isVector } from '../../outputs/output-fields.ts';
import type { AnswerKind, OutputReading } from '../../outputs/output-reading.ts';

/** Output of Nova Multimodal Embeddings. */
export interface NovaEmbeddingOutput {
  /** One, or two where picture and sound of a video are embedded apart. */
  readonly embeddings: readonly {
    /** Such as `TEXT`, `IMAGE` or `AUDIO_VIDEO_COMBINED`. */
    readonly embeddingType?: string | undefined;
    readonly embedding: readonly number[];
    /** Where the text was cut; absent where it was not. */
    readonly truncatedCharLength?: number | null | undefined;
    readonly [key: string]: unknown;
  }[];
  readonly [key: string]: unknown;
}

const embeddingOutput: LateSchema<NovaEmbeddingOutput> = lateSchema((z) =>
  z.looseObject({
    embeddings: z.array(
      z.looseObject({
        embeddingType: z.string().optional(),
        embedding: z.array(z.number()),
        truncatedCharLength: z.number().nullable().optional(),
      }),
    ),
  }),
);

/**
 * Gives the output of a Nova embedding record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it holds no embeddings.
 *
 * @example Read the embedding
 * ```ts
 * import { readNovaEmbeddingOutput } from 'bedrock-batch';
 *
 * const output = readNovaEmbeddingOutput({ embeddings: [{ embeddingType: 'TEXT', embedding: [0.6, 0.8] }] });
 * console.assert(output?.embeddings[0]?.embedding.length === 2);
 * ```
 */
export function readNovaEmbeddingOutput(modelOutput: unknown): NovaEmbeddingOutput | undefined {
  return embeddingOutput().safeParse(modelOutput).success
    ? (modelOutput as NovaEmbeddingOutput)
    : undefined;
}

/** Reads whether there are embeddings, and the error; there is neither text nor usage. */
export function readOutput(modelOutput: unknown): OutputReading {
  const answer = answerIn(fieldOf(modelOutput, 'embeddings'));
  return { answer, error: answer === 'given' ? undefined : errorIn(modelOutput) };
}

/** A video may have two embeddings; one without numbers is not what was asked for. */
function answerIn(embeddings: unknown): AnswerKind {
  if (!Array.isArray(embeddings)) return 'unknown';
  const areAll = embeddings.every((one) => isVector(fieldOf(one, 'embedding')));
  return embeddings.length > 0 && areAll ? 'given' : 'none';
}
