import { type LateSchema, lateSchema } from '../../../core/index.ts';

/** Output of Mistral Large 2 (24.07). */
export interface MistralChatOutput {
  readonly choices: readonly {
    readonly message: {
      readonly content?: unknown;
      readonly tool_calls?: unknown;
      readonly [key: string]: unknown;
    };
    /** Such as `stop`, `length` or `tool_calls`. */
    readonly stop_reason?: string | null | undefined;
    readonly [key: string]: unknown;
  }[];
  readonly [key: string]: unknown;
}

const chatOutput: LateSchema<MistralChatOutput> = lateSchema((z) =>
  z.looseObject({
    choices: z.array(
      z.looseObject({
        message: z.looseObject({
          content: z.unknown().optional(),
          tool_calls: z.unknown().optional(),
        }),
        stop_reason: z.string().nullable().optional(),
      }),
    ),
  }),
);

/**
 * Gives the output of a chat completion of Mistral its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is no chat completion.
 *
 * @example Read the first message
 * ```ts
 * import { readMistralChatOutput } from 'bedrock-batch';
 *
 * const output = readMistralChatOutput({ choices: [{ message: { content: 'spam' } }] });
 * console.assert(output?.choices[0]?.message.content === 'spam');
 * ```
 */
export function readMistralChatOutput(modelOutput: unknown): MistralChatOutput | undefined {
  return chatOutput().safeParse(modelOutput).success
    ? (modelOutput as MistralChatOutput)
    : undefined;
}
