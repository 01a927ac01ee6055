import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/** A turn of the conversation. */
export type MistralMessage =
  | {
      readonly role: 'system' | 'user';
      readonly content: string;
      readonly [key: string]: unknown;
    }
  | {
      readonly role: 'assistant';
      readonly content?: string | null | undefined;
      readonly [key: string]: unknown;
    }
  | {
      readonly role: 'tool';
      readonly content: string;
      readonly tool_call_id: string;
      readonly [key: string]: unknown;
    };

/** A tool. */
export interface MistralTool {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string | undefined;
    /** JSON Schema of the tool's arguments. */
    readonly parameters?: Readonly<Record<string, unknown>> | undefined;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/**
 * Model input of Mistral Large 2 (24.07).
 *
 * Source: AWS, "Mistral AI chat completion", request.
 */
export interface MistralChat {
  readonly messages: readonly MistralMessage[];
  readonly tools?: readonly MistralTool[] | undefined;
  /** Such as `auto`, `any` or `none`. */
  readonly tool_choice?: unknown;
  /** Most tokens of the answer, believed to be at most 8,192. */
  readonly max_tokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly top_p?: number | undefined;
}

const message = lateSchema((z) =>
  z.discriminatedUnion('role', [
    z.looseObject({ role: z.enum(['system', 'user']), content: z.string() }),
    z.looseObject({ role: z.literal('assistant'), content: z.string().nullable().optional() }),
    z.looseObject({ role: z.literal('tool'), content: z.string(), tool_call_id: z.string() }),
  ]),
);

const tool = lateSchema((z) =>
  z.looseObject({
    type: z.literal('function'),
    function: z.looseObject({
      name: z.string(),
      description: z.string().optional(),
      parameters: z.looseObject({}).optional(),
    }),
  }),
);

/** Schema of {@link MistralChat}. */
export const mistralChat: LateSchema<MistralChat> = lateSchema((z) =>
  z.strictObject({
    messages: z.array(message()),
    tools: z.array(tool()).optional(),
    tool_choice: z.unknown().optional(),
    max_tokens: z.number().optional(),
    temperature: z.number().optional(),
    top_p: z.number().optional(),
  } satisfies SchemaOf<MistralChat>),
);
