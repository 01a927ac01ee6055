import { z } from 'zod';
import { isObject } from '../../../core/index.ts';
import { finishReasonIn } from '../../outputs/finish-reason.ts';
import {
  countAt,
  errorIn,
  fieldOf,
  joinTexts,
  listAt,
  textAt,
  usageOf,
} from '../../outputs/output-fields.ts';
import { answerAmong, saysSomething, withoutReasoning } from '../../outputs/output-texts.ts';
import type { OutputReading } from '../model-family.ts';

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

/**
 * Reads the first choice that holds an answer, without its reasoning: text, how it ended, usage and error.
 *
 * A `refusal` in the message is no text of the answer, and says how it ended whatever `finish_reason` says. `stop_reason` is
 * Mistral's own name of the stop reason.
 */
export function readOutput(modelOutput: unknown): OutputReading {
  const choices = listAt(modelOutput, 'choices');
  const answer = choices.find(isAnswer);
  const choice = answer ?? choices[0];
  const stopReason = textAt(choice, 'finish_reason') ?? textAt(choice, 'stop_reason');
  const all = fieldOf(modelOutput, 'choices');
  return {
    answer: choices.every(isChoice) ? answerAmong(all, isAnswer) : 'unknown',
    text: textOf(choice),
    finishReason: isRefused(fieldOf(choice, 'message'))
      ? 'refusal'
      : finishReasonIn(modelOutput, stopReason),
    stopReason,
    usage: usageIn(fieldOf(modelOutput, 'usage')),
    error: answer === undefined ? errorIn(modelOutput) : undefined,
  };
}

function usageIn(usage: unknown): OutputReading['usage'] {
  return usageOf({
    inputTokens: countAt(usage, 'prompt_tokens'),
    outputTokens: countAt(usage, 'completion_tokens'),
    totalTokens: countAt(usage, 'total_tokens'),
    cacheReadInputTokens: countAt(fieldOf(usage, 'prompt_tokens_details'), 'cached_tokens'),
  });
}

function isAnswer(choice: unknown): boolean {
  const message = fieldOf(choice, 'message');
  const isCall =
    listAt(message, 'tool_calls').length > 0 || isObject(fieldOf(message, 'function_call'));
  return isCall || saysSomething(textOf(choice));
}

function isChoice(choice: unknown): boolean {
  return isObject(fieldOf(choice, 'message')) || textAt(choice, 'text') !== undefined;
}

function isRefused(message: unknown): boolean {
  const parts = listAt(message, 'content');
  return [message, ...parts].some((part) => saysSomething(textAt(part, 'refusal')));
}

/** The choice of a completion that is no chat has a `text` in place of the message. Source: model reference of DeepSeek-R1. */
function textOf(choice: unknown): string | undefined {
  const message = fieldOf(choice, 'message');
  const parts = joinTexts(listAt(message, 'content').map(partText));
  const text = textAt(message, 'content') ?? parts ?? textAt(choice, 'text');
  return text === undefined ? undefined : withoutReasoning(text);
}

/** The text of a part; parts of other types, such as `thinking`, are no answer. */
function partText(part: unknown): string | undefined {
  const type = textAt(part, 'type') ?? 'text';
  return type === 'text' ? textAt(part, 'text') : undefined;
}
