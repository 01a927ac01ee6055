import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { finishReasonIn } from '../../outputs/finish-reason.ts';
import {
  countAt,
  errorIn,
  fieldOf,
  joinTexts,
  listAt,
  textAt,
} from '../../outputs/output-fields.ts';
import type { OutputReading } from '../../outputs/output-reading.ts';
import { answerAmong, saysSomething } from '../../outputs/output-texts.ts';
import { usageOf } from '../../outputs/usage.ts';

/** A block of an answer, such as `{ type: 'text', text }` or `{ type: 'tool_use', id, name, input }`. */
export interface ClaudeOutputBlock {
  readonly type: string;
  readonly text?: string | undefined;
  readonly [key: string]: unknown;
}

/** Output of Claude (InvokeModel). */
export interface ClaudeOutput {
  readonly content: readonly ClaudeOutputBlock[];
  /** Such as `end_turn`, `max_tokens`, `stop_sequence`, `tool_use`, `refusal`. */
  readonly stop_reason?: string | null | undefined;
  readonly usage?:
    | {
        readonly input_tokens?: number | undefined;
        readonly output_tokens?: number | undefined;
        readonly cache_read_input_tokens?: number | null | undefined;
        readonly cache_creation_input_tokens?: number | null | undefined;
        readonly [key: string]: unknown;
      }
    | undefined;
  readonly [key: string]: unknown;
}

const count = lateSchema((z) => z.number().optional());
const cacheCount = lateSchema((z) => z.number().nullable().optional());

const claudeOutput: LateSchema<ClaudeOutput> = lateSchema((z) =>
  z.looseObject({
    content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
    stop_reason: z.string().nullable().optional(),
    usage: z
      .looseObject({
        input_tokens: count(),
        output_tokens: count(),
        cache_read_input_tokens: cacheCount(),
        cache_creation_input_tokens: cacheCount(),
      })
      .optional(),
  }),
);

/**
 * Gives the output of a Claude record its type.
 *
 * @param modelOutput `modelOutput` of an output line, or `output` of an outcome.
 * @returns The same value, or undefined where it is not what Claude answers.
 *
 * @example Find the input of a tool call
 * ```ts
 * import { readClaudeOutput } from 'bedrock-batch';
 *
 * const output = readClaudeOutput({
 *   content: [{ type: 'tool_use', id: 'toolu_1', name: 'classify', input: { label: 'spam' } }],
 *   stop_reason: 'tool_use',
 * });
 * const call = output?.content.find((block) => block.type === 'tool_use');
 * console.assert(JSON.stringify(call?.['input']) === '{"label":"spam"}');
 * ```
 */
export function readClaudeOutput(modelOutput: unknown): ClaudeOutput | undefined {
  return claudeOutput().safeParse(modelOutput).success ? (modelOutput as ClaudeOutput) : undefined;
}

/** Reads text, whether there is an answer, how it ended, usage and error. */
export function readOutput(modelOutput: unknown): OutputReading {
  const answer = answerAmong(fieldOf(modelOutput, 'content'), isAnswer);
  const stopReason = textAt(modelOutput, 'stop_reason');
  const usage = fieldOf(modelOutput, 'usage');
  return {
    answer,
    text: joinTexts(listAt(modelOutput, 'content').map(textOf)),
    finishReason: finishReasonIn(modelOutput, stopReason),
    stopReason,
    usage: usageOf({
      inputTokens: countAt(usage, 'input_tokens'),
      outputTokens: countAt(usage, 'output_tokens'),
      cacheReadInputTokens: countAt(usage, 'cache_read_input_tokens'),
      cacheWriteInputTokens: countAt(usage, 'cache_creation_input_tokens'),
    }),
    error: answer === 'given' ? undefined : errorIn(modelOutput),
  };
}

/** Blocks that are no answer: what the model thought on the way to one. */
const REASONING = new Set(['thinking', 'redacted_thinking']);

function isAnswer(block: unknown): boolean {
  const type = textAt(block, 'type');
  if (type === 'text') return saysSomething(textAt(block, 'text'));
  return type !== undefined && !REASONING.has(type);
}

function textOf(block: unknown): string | undefined {
  return textAt(block, 'type') === 'text' ? textAt(block, 'text') : undefined;
}
