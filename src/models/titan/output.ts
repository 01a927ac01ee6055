import { z } from 'zod';
import type { OutputReading } from '../family.ts';
import { errorIn, numberAt, usageOf } from '../output-fields.ts';

/** Output of Titan's embeddings, of text and multimodal. */
export interface TitanEmbeddingOutput {
  /** Absent when only `binary` was asked for. */
  readonly embedding?: readonly number[] | undefined;
  /** Of text: the embedding of each type that was asked for, such as `float`. */
  readonly embeddingsByType?: Readonly<Record<string, readonly number[]>> | undefined;
  readonly inputTextTokenCount?: number | undefined;
  /** Multimodal: an error, though the record counts as a success. */
  readonly message?: string | null | undefined;
  readonly [key: string]: unknown;
}

const embedding = z.array(z.number());
const common = {
  inputTextTokenCount: z.number().optional(),
  message: z.string().nullable().optional(),
};

const titanOutput: z.ZodType<TitanEmbeddingOutput> = z.union([
  z.looseObject({
    embedding,
    embeddingsByType: z.record(z.string(), embedding).optional(),
    ...common,
  }),
  z.looseObject({ embeddingsByType: z.record(z.string(), embedding), ...common }),
]);

/**
 * Gives the output of a Titan embedding record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it holds no embedding.
 *
 * @example Read the embedding
 * ```ts
 * import { readTitanOutput } from 'bedrock-batch';
 *
 * const output = readTitanOutput({ embedding: [0.6, 0.8], inputTextTokenCount: 4 });
 * console.assert(output?.embedding?.length === 2);
 * ```
 */
export function readTitanOutput(modelOutput: unknown): TitanEmbeddingOutput | undefined {
  return titanOutput.safeParse(modelOutput).success
    ? (modelOutput as TitanEmbeddingOutput)
    : undefined;
}

/**
 * Reads usage and error; there is no text. Titan counts its input apart from any `usage`. A `message` in an output is an
 * error; an empty one says nothing.
 */
export function readOutput(modelOutput: unknown): OutputReading {
  return {
    usage: usageOf({ inputTokens: numberAt(modelOutput, 'inputTextTokenCount') }),
    error: errorIn(modelOutput) || undefined,
  };
}
