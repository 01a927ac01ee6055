import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/**
 * A part of a message's content, such as `{ type: 'text', text }`; which types a model takes depends on the model.
 *
 * Images are `{ type: 'image_url', image_url: { url } }`, sound for Voxtral `{ type: 'input_audio', input_audio: { data, format } }`.
 */
export interface OpenAIContentPart {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Content of a message. */
export type OpenAIContent = string | readonly OpenAIContentPart[];

/** A turn of the conversation. */
export type OpenAIMessage =
  | {
      readonly role: 'system' | 'developer' | 'user';
      readonly content: OpenAIContent;
      readonly [key: string]: unknown;
    }
  | {
      readonly role: 'assistant';
      readonly content?: OpenAIContent | null | undefined;
      readonly [key: string]: unknown;
    }
  | {
      readonly role: 'tool';
      readonly content: OpenAIContent;
      readonly tool_call_id: string;
      readonly [key: string]: unknown;
    };

/** A tool. */
export interface OpenAITool {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What the answer looks like, such as `{ type: 'json_schema', json_schema: { name, schema } }`. */
export interface OpenAIResponseFormat {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Model input of the models that take OpenAI's chat completions: gpt-oss, Qwen, DeepSeek, Kimi, GLM, MiniMax, Gemma,
 * Nemotron, and of Mistral Large 3, Ministral, Magistral, Voxtral and Devstral.
 *
 * The members beyond these differ from model to model and AWS lists them for none, so others are taken as they are.
 */
export interface OpenAIChat {
  readonly messages: readonly OpenAIMessage[];
  /** Most tokens of the answer. Reasoning counts too. */
  readonly max_tokens?: number | null | undefined;
  readonly max_completion_tokens?: number | null | undefined;
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
  readonly response_format?: OpenAIResponseFormat | null | undefined;
  readonly tools?: readonly OpenAITool[] | null | undefined;
  readonly tool_choice?: unknown;
  readonly parallel_tool_calls?: boolean | null | undefined;
  readonly reasoning_effort?: string | null | undefined;
  readonly frequency_penalty?: number | null | undefined;
  readonly presence_penalty?: number | null | undefined;
  readonly n?: number | null | undefined;
  readonly seed?: number | null | undefined;
  readonly logit_bias?: Readonly<Record<string, number>> | null | undefined;
  readonly logprobs?: boolean | null | undefined;
  readonly top_logprobs?: number | null | undefined;
  /** May be left out: the job names the model. */
  readonly model?: string | undefined;
  /** False or absent. */
  readonly stream?: boolean | null | undefined;
  readonly [key: string]: unknown;
}

const content = lateSchema((z) =>
  z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]),
);

const message = lateSchema((z) =>
  z.discriminatedUnion('role', [
    z.looseObject({ role: z.enum(['system', 'developer', 'user']), content: content() }),
    z.looseObject({ role: z.literal('assistant'), content: content().nullable().optional() }),
    z.looseObject({ role: z.literal('tool'), content: content(), tool_call_id: z.string() }),
  ]),
);

const typed = lateSchema((z) => z.looseObject({ type: z.string() }));
const optionalNumber = lateSchema((z) => z.number().nullable().optional());
const optionalFlag = lateSchema((z) => z.boolean().nullable().optional());

/** Schema of {@link OpenAIChat}. */
export const openaiChat: LateSchema<OpenAIChat> = lateSchema((z) =>
  z.looseObject({
    messages: z.array(message()),
    max_tokens: optionalNumber(),
    max_completion_tokens: optionalNumber(),
    temperature: optionalNumber(),
    top_p: optionalNumber(),
    stop: z
      .union([z.string(), z.array(z.string())])
      .nullable()
      .optional(),
    response_format: typed().nullable().optional(),
    tools: z.array(typed()).nullable().optional(),
    tool_choice: z.unknown().optional(),
    parallel_tool_calls: optionalFlag(),
    reasoning_effort: z.string().nullable().optional(),
    frequency_penalty: optionalNumber(),
    presence_penalty: optionalNumber(),
    n: optionalNumber(),
    seed: optionalNumber(),
    logit_bias: z.record(z.string(), z.number()).nullable().optional(),
    logprobs: optionalFlag(),
    top_logprobs: optionalNumber(),
    model: z.string().optional(),
    stream: optionalFlag(),
  } satisfies SchemaOf<OpenAIChat>),
);
