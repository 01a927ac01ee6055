import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { finishReasonIn } from '../../outputs/finish-reason.ts';
import { countAt, errorIn, textAt } from '../../outputs/output-fields.ts';
import type { OutputReading } from '../../outputs/output-reading.ts';
import { answerOfText } from '../../outputs/output-texts.ts';
import { usageOf } from '../../outputs/usage.ts';

/** Output of Llama. */
export interface LlamaOutput {
  readonly generation: string;
  readonly prompt_token_count?: number | undefined;
  readonly generation_token_count?: number | undefined;
  /** Such as `stop` or `length`. */
  readonly stop_reason?: string | null | undefined;
  readonly [key: string]: unknown;
}

const llamaOutput: LateSchema<LlamaOutput> = lateSchema((z) =>
  z.looseObject({
    generation: z.string(),
    prompt_token_count: z.number().optional(),
    generation_token_count: z.number().optional(),
    stop_reason: z.string().nullable().optional(),
  }),
);

/**
 * Gives the output of a Llama record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is not what Llama answers.
 *
 * @example Read the answer
 * ```ts
 * import { readLlamaOutput } from 'bedrock-batch';
 *
 * const output = readLlamaOutput({ generation: 'spam', stop_reason: 'stop' });
 * console.assert(output?.generation === 'spam');
 * ```
 */
export function readLlamaOutput(modelOutput: unknown): LlamaOutput | undefined {
  return llamaOutput().safeParse(modelOutput).success ? (modelOutput as LlamaOutput) : undefined;
}

/** Reads text, whether there is an answer, how it ended, usage and error. */
export function readOutput(modelOutput: unknown): OutputReading {
  const text = textAt(modelOutput, 'generation');
  const answer = answerOfText(text);
  const stopReason = textAt(modelOutput, 'stop_reason');
  return {
    answer,
    text,
    finishReason: finishReasonIn(modelOutput, stopReason),
    stopReason,
    usage: usageOf({
      inputTokens: countAt(modelOutput, 'prompt_token_count'),
      outputTokens: countAt(modelOutput, 'generation_token_count'),
    }),
    error: answer === 'given' ? undefined : errorIn(modelOutput),
  };
}
