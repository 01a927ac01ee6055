import { isObject, type LateSchema, lateSchema } from '../../core/index.ts';
import { finishReasonIn } from './finish-reason.ts';
import { countAt, errorIn, fieldOf, joinTexts, listAt, textAt } from './output-fields.ts';
import type { OutputReading } from './output-reading.ts';
import { answerAmong, saysSomething } from './output-texts.ts';
import { usageOf } from './usage.ts';

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
        /** Nova's own name, by InvokeModel. */
        readonly cacheReadInputTokenCount?: number | null | undefined;
        /** Nova's own name, by InvokeModel. */
        readonly cacheWriteInputTokenCount?: number | null | undefined;
        readonly [key: string]: unknown;
      }
    | undefined;
  readonly [key: string]: unknown;
}

const count = lateSchema((z) => z.number().optional());
const cacheCount = lateSchema((z) => z.number().nullable().optional());

const messageOutput: LateSchema<MessageOutput> = lateSchema((z) =>
  z.looseObject({
    output: z.looseObject({
      message: z.looseObject({
        role: z.string().optional(),
        content: z.array(z.looseObject({ text: z.string().optional() })),
      }),
    }),
    stopReason: z.string().optional(),
    usage: z
      .looseObject({
        inputTokens: count(),
        outputTokens: count(),
        totalTokens: count(),
        cacheReadInputTokens: cacheCount(),
        cacheWriteInputTokens: cacheCount(),
        cacheReadInputTokenCount: cacheCount(),
        cacheWriteInputTokenCount: cacheCount(),
      })
      .optional(),
  }),
);

/** Gives an output its type; undefined where it is something else. */
export function asMessageOutput(modelOutput: unknown): MessageOutput | undefined {
  return messageOutput().safeParse(modelOutput).success
    ? (modelOutput as MessageOutput)
    : undefined;
}

/** Reads text, whether there is an answer, how it ended and usage of such an output. */
export function readMessageOutput(modelOutput: unknown): OutputReading {
  const message = fieldOf(fieldOf(modelOutput, 'output'), 'message');
  const answer = answerAmong(fieldOf(message, 'content'), isAnswer);
  const stopReason = textAt(modelOutput, 'stopReason');
  return {
    answer,
    text: joinTexts(listAt(message, 'content').map(textOf)),
    finishReason: finishReasonIn(modelOutput, stopReason),
    stopReason,
    usage: usageIn(fieldOf(modelOutput, 'usage')),
    error: answer === 'given' ? undefined : errorIn(modelOutput),
  };
}

function usageIn(usage: unknown): OutputReading['usage'] {
  return usageOf({
    inputTokens: countAt(usage, 'inputTokens'),
    outputTokens: countAt(usage, 'outputTokens'),
    totalTokens: countAt(usage, 'totalTokens'),
    cacheReadInputTokens:
      countAt(usage, 'cacheReadInputTokens') ?? countAt(usage, 'cacheReadInputTokenCount'),
    cacheWriteInputTokens:
      countAt(usage, 'cacheWriteInputTokens') ?? countAt(usage, 'cacheWriteInputTokenCount'),
  });
}

/** Blocks that are no answer: what the model thought, and marks of the cache. */
const NO_ANSWERS = new Set(['reasoningContent', 'cachePoint']);

function isAnswer(block: unknown): boolean {
  if (!isObject(block)) return false;
  if (Object.hasOwn(block, 'text') || Object.hasOwn(block, 'citationsContent'))
    return saysSomething(textOf(block));
  return Object.keys(block).some((kind) => isObject(block[kind]) && !NO_ANSWERS.has(kind));
}

/** A text, or one that cites: its pieces stand in `citationsContent.content`. Source: CitationsContentBlock of the API. */
function textOf(block: unknown): string | undefined {
  const cited = fieldOf(block, 'citationsContent');
  if (cited === undefined) return textAt(block, 'text');
  return joinTexts(listAt(cited, 'content').map((piece) => textAt(piece, 'text')));
}
