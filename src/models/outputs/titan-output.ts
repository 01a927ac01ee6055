import { isObject, type LateSchema, lateSchema } from '../../core/index.ts';
import { countAt, errorIn, fieldOf, isVector } from './output-fields.ts';
import type { AnswerKind, OutputReading } from './output-reading.ts';
import { usageOf } from './usage.ts';

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

const embedding = lateSchema((z) => z.array(z.number()));
const common = lateSchema((z) => ({
  inputTextTokenCount: z.number().optional(),
  message: z.string().nullable().optional(),
}));

const titanOutput: LateSchema<TitanEmbeddingOutput> = lateSchema((z) =>
  z.union([
    z.looseObject({
      embedding: embedding(),
      embeddingsByType: z.record(z.string(), embedding()).optional(),
      ...common(),
    }),
    z.looseObject({ embeddingsByType: z.record(z.string(), embedding()), ...common() }),
  ]),
);

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
  return titanOutput().safeParse(modelOutput).success
    ? (modelOutput as TitanEmbeddingOutput)
    : undefined;
}

/**
 * Reads whether there is an embedding, usage and error; there is no text. Titan counts its input apart from any `usage`. A
 * `message` in an output is an error; an empty one says nothing.
 */
export function readTitanEmbedding(modelOutput: unknown): OutputReading {
  return {
    answer: answerIn(modelOutput),
    usage: usageOf({ inputTokens: countAt(modelOutput, 'inputTextTokenCount') }),
    error: errorIn(modelOutput) || undefined,
  };
}

/** Each embedding that is there holds numbers alone; what was not asked for is missing, null or empty. */
function answerIn(modelOutput: unknown): AnswerKind {
  const byType = fieldOf(modelOutput, 'embeddingsByType');
  const single = fieldOf(modelOutput, 'embedding');
  if (single === undefined && !isObject(byType)) return 'unknown';
  const vectors = [single, ...(isObject(byType) ? Object.values(byType) : [])].filter(isThere);
  return vectors.length > 0 && vectors.every(isVector) ? 'given' : 'none';
}

function isThere(vector: unknown): boolean {
  if (Array.isArray(vector)) return vector.length > 0;
  return vector !== undefined && vector !== null;
}
