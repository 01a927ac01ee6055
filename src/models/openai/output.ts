import { z } from 'zod';
import type { OutputReading } from '../family.ts';
import {
  errorIn,
  fieldOf,
  joinTexts,
  listAt,
  numberAt,
  textAt,
  usageOf,
} from '../output-fields.ts';

/** One of the answers that a record asked for. */
export interface OpenAIOutputChoice {
  readonly message: {
    readonly content?: unknown;
    readonly tool_calls?: unknown;
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

const count = z.number().optional();

const openaiOutput: z.ZodType<OpenAIOutput> = z.looseObject({
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
    .looseObject({ prompt_tokens: count, completion_tokens: count, total_tokens: count })
    .nullable()
    .optional(),
});

/** gpt-oss writes its reasoning in front of the answer, in the same text. */
const REASONING = /^\s*<reasoning>[^]*?<\/reasoning>/;

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
  return openaiOutput.safeParse(modelOutput).success ? (modelOutput as OpenAIOutput) : undefined;
}

/** Reads the first answer without its reasoning, stop reason, usage and error. */
export function readOutput(modelOutput: unknown): OutputReading {
  const [choice] = listAt(modelOutput, 'choices');
  const usage = fieldOf(modelOutput, 'usage');
  const details = fieldOf(usage, 'prompt_tokens_details');
  return {
    text: textOf(fieldOf(choice, 'message'))?.replace(REASONING, ''),
    stopReason: textAt(choice, 'finish_reason'),
    usage: usageOf({
      inputTokens: numberAt(usage, 'prompt_tokens'),
      outputTokens: numberAt(usage, 'completion_tokens'),
      totalTokens: numberAt(usage, 'total_tokens'),
      cacheReadInputTokens: numberAt(details, 'cached_tokens'),
    }),
    error: choice === undefined ? errorIn(modelOutput) : undefined,
  };
}

function textOf(message: unknown): string | undefined {
  const parts = listAt(message, 'content').map((part) => textAt(part, 'text'));
  return textAt(message, 'content') ?? joinTexts(parts);
}
