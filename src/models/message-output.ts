import { z } from 'zod';
import type { OutputReading } from './family.ts';
import { errorIn, fieldOf, joinTexts, listAt, numberAt, textAt, usageOf } from './output-fields.ts';

/** A block of an answer: an object with one key, such as `text` or `toolUse`. */
export interface MessageOutputBlock {
  readonly text?: string | undefined;
  readonly [key: string]: unknown;
}

/** Output of Converse, and of Nova by InvokeModel. */
export interface MessageOutput {
  readonly output: {
    readonly message: {
      readonly role?: string | undefined;
      readonly content: readonly MessageOutputBlock[];
    };
  };
  /** Such as `end_turn` or `max_tokens`. */
  readonly stopReason?: string | undefined;
  readonly usage?:
    | {
        readonly inputTokens?: number | undefined;
        readonly outputTokens?: number | undefined;
        readonly totalTokens?: number | undefined;
        readonly cacheReadInputTokens?: number | null | undefined;
        readonly cacheWriteInputTokens?: number | null | undefined;
        readonly [key: string]: unknown;
      }
    | undefined;
  readonly [key: string]: unknown;
}

const count = z.number().optional();
const cacheCount = z.number().nullable().optional();

const messageOutput: z.ZodType<MessageOutput> = z.looseObject({
  output: z.looseObject({
    message: z.looseObject({
      role: z.string().optional(),
      content: z.array(z.looseObject({ text: z.string().optional() })),
    }),
  }),
  stopReason: z.string().optional(),
  usage: z
    .looseObject({
      inputTokens: count,
      outputTokens: count,
      totalTokens: count,
      cacheReadInputTokens: cacheCount,
      cacheWriteInputTokens: cacheCount,
    })
    .optional(),
});

/** Gives an output its type; undefined where it is something else. */
export function asMessageOutput(modelOutput: unknown): MessageOutput | undefined {
  return messageOutput.safeParse(modelOutput).success ? (modelOutput as MessageOutput) : undefined;
}

/** Reads text, stop reason and usage of such an output. */
export function readMessageOutput(modelOutput: unknown): OutputReading {
  const message = fieldOf(fieldOf(modelOutput, 'output'), 'message');
  const usage = fieldOf(modelOutput, 'usage');
  return {
    text: joinTexts(listAt(message, 'content').map((block) => textAt(block, 'text'))),
    stopReason: textAt(modelOutput, 'stopReason'),
    usage: usageOf({
      inputTokens: numberAt(usage, 'inputTokens'),
      outputTokens: numberAt(usage, 'outputTokens'),
      totalTokens: numberAt(usage, 'totalTokens'),
      cacheReadInputTokens: numberAt(usage, 'cacheReadInputTokens'),
      cacheWriteInputTokens: numberAt(usage, 'cacheWriteInputTokens'),
    }),
    error: message === undefined ? errorIn(modelOutput) : undefined,
  };
}
