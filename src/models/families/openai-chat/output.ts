import { type LateSchema, lateSchema } from '../../../core/index.ts';

/** One of the answers that a record asked for. */
export interface OpenAIOutputChoice {
  readonly message: {
    readonly content?: unknown;
    readonly tool_calls?: unknown;
    /** Why the model does not answer, in its words. */
    readonly refusal?: unknown;
    readonly [key: string]: unknown;
  };
  /** Such as `stop`, `length` or `tool_calls`. */
  readonly finish_reason?: string | null | undefined;
  readonly [key: string]: unknown;
}

/** Output of the models that take OpenAI's chat completions. */
export interface OpenAIOutput {
  readonly choices: readonly OpenAIOutputChoice[];
  readonly usage?:
    | {
        readonly prompt_tokens?: number | undefined;
        readonly completion_tokens?: number | undefined;
        readonly total_tokens?: number | undefined;
        readonly [key: string]: unknown;
      }
    | null
    | undefined;
  readonly [key: string]: unknown;
}

const count = lateSchema((z) => z.number().optional());

const openaiOutput: LateSchema<OpenAIOutput> = lateSchema((z) =>
  z.looseObject({
    choices: z.array(
      z.looseObject({
        message: z.looseObject({
          content: z.unknown().optional(),
          tool_calls: z.unknown().optional(),
        }),
        finish_reason: z.string().nullable().optional(),
      }),
    ),
    usage: z
      .looseObject({ prompt_tokens: count(), completion_tokens: count(), total_tokens: count() })
      .nullable()
      .optional(),
  }),
);

/**
 * Gives the output of a chat completion its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is no chat completion.
 *
 * @example Read why the answer ended
 * ```ts
 * import { readOpenAIOutput } from 'bedrock-batch';
 *
 * const output = readOpenAIOutput({
 *   choices: [{ message: { content: 'spam' }, finish_reason: 'stop' }],
 * });
 * console.assert(output?.choices[0]?.finish_reason === 'stop');
 * ```
 */
export function readOpenAIOutput(modelOutput: unknown): OpenAIOutput | undefined {
  return openaiOutput().safeParse(modelOutput).success ? (modelOutput as OpenAIOutput) : undefined;
}
