import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { NEWER_VERSION } from '../../rules/claude/api-version.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';
import {
  type ClaudeContentBlock,
  type ClaudeTextBlock,
  claudeContentBlock,
  claudeTextBlock,
} from './blocks.ts';
import { MOST_STOP_SEQUENCES } from './bounds.ts';
import { ANTHROPIC_VERSION } from './messages-api.ts';
import { type ClaudeTool, type ClaudeToolChoice, claudeTool, claudeToolChoice } from './tools.ts';

/** A turn of the conversation. */
export interface ClaudeMessage {
  /** Models from Opus 4.8 on are said to take `system` after a turn of the user. */
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: string | readonly ClaudeContentBlock[];
}

/** Whether and how much the model thinks before it answers. */
export interface ClaudeThinking {
  /** Such as `enabled`, `disabled` or `adaptive`; which of them a model takes depends on the model. */
  readonly type: string;
  /** Tokens, part of `max_tokens`. */
  readonly budget_tokens?: number | undefined;
  readonly [key: string]: unknown;
}

/** What the answer looks like. */
export interface ClaudeOutputConfig {
  readonly effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | null | undefined;
  /** Makes the answer JSON of the given JSON Schema. */
  readonly format?:
    | {
        readonly type: 'json_schema';
        readonly schema: Readonly<Record<string, unknown>>;
        readonly [key: string]: unknown;
      }
    | null
    | undefined;
  readonly [key: string]: unknown;
}

/**
 * Model input of Claude (Messages API by InvokeModel).
 *
 * Source: AWS, "Anthropic Claude Messages API, request and response". Members typed `unknown` belong to the Messages API,
 * but AWS does not document what batch inference makes of them.
 */
export interface ClaudeMessages {
  /** AWS documents the first; Anthropic's own SDK sends the second since 2026-10-21. */
  readonly anthropic_version: 'bedrock-2023-05-31' | '2026-10-21';
  /** Most tokens of the answer, at least 1. The ceiling depends on the model, see {@link modelTable}. */
  readonly max_tokens: number;
  readonly messages: readonly ClaudeMessage[];
  readonly system?: string | readonly ClaudeTextBlock[] | undefined;
  readonly anthropic_beta?: readonly string[] | undefined;
  /** At most 8,191. */
  readonly stop_sequences?: readonly string[] | undefined;
  /** Believed to be 0 to 1. Newer models take either this or `top_p`, the newest neither. */
  readonly temperature?: number | undefined;
  /** Believed to be 0 to 1. */
  readonly top_p?: number | undefined;
  /** Believed to be a whole number from 0 to 500. */
  readonly top_k?: number | undefined;
  readonly tools?: readonly ClaudeTool[] | undefined;
  readonly tool_choice?: ClaudeToolChoice | undefined;
  readonly thinking?: ClaudeThinking | undefined;
  readonly output_config?: ClaudeOutputConfig | undefined;
  /** Deprecated; write `output_config.format`. */
  readonly output_format?: unknown;
  readonly metadata?: unknown;
  readonly cache_control?: unknown;
  readonly container?: unknown;
  readonly context_management?: unknown;
  readonly inference_geo?: unknown;
  readonly mcp_servers?: unknown;
  readonly service_tier?: unknown;
  readonly speed?: unknown;
  readonly user_profile_id?: unknown;
  readonly diagnostics?: unknown;
  readonly billing_policy?: unknown;
  readonly compaction?: unknown;
  readonly fallbacks?: unknown;
  readonly fallback_credit_token?: unknown;
  readonly thread?: unknown;
}

const message = lateSchema((z) =>
  z.strictObject({
    role: z.enum(['user', 'assistant', 'system']),
    content: z.union([z.string(), z.array(claudeContentBlock())]),
  } satisfies SchemaOf<ClaudeMessage>),
);

const thinking = lateSchema((z) =>
  z.looseObject({
    type: z.string(),
    budget_tokens: z.number().optional(),
  } satisfies SchemaOf<Pick<ClaudeThinking, 'type' | 'budget_tokens'>>),
);

const outputConfig = lateSchema((z) =>
  z.looseObject({
    effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullable().optional(),
    format: z
      .looseObject({ type: z.literal('json_schema'), schema: z.looseObject({}) })
      .nullable()
      .optional(),
  } satisfies SchemaOf<Pick<ClaudeOutputConfig, 'effort' | 'format'>>),
);

const free = lateSchema((z) => z.unknown().optional());

/** Schema of {@link ClaudeMessages}. */
export const claudeMessages: LateSchema<ClaudeMessages> = lateSchema((z) =>
  z.strictObject({
    anthropic_version: z.enum([ANTHROPIC_VERSION, NEWER_VERSION]),
    max_tokens: z.int().min(1),
    messages: z.array(message()),
    system: z.union([z.string(), z.array(claudeTextBlock())]).optional(),
    anthropic_beta: z.array(z.string()).optional(),
    stop_sequences: z.array(z.string()).max(MOST_STOP_SEQUENCES).optional(),
    temperature: z.number().optional(),
    top_p: z.number().optional(),
    top_k: z.number().optional(),
    tools: z.array(claudeTool()).optional(),
    tool_choice: claudeToolChoice().optional(),
    thinking: thinking().optional(),
    output_config: outputConfig().optional(),
    output_format: free(),
    metadata: free(),
    cache_control: free(),
    container: free(),
    context_management: free(),
    inference_geo: free(),
    mcp_servers: free(),
    service_tier: free(),
    speed: free(),
    user_profile_id: free(),
    diagnostics: free(),
    billing_policy: free(),
    compaction: free(),
    fallbacks: free(),
    fallback_credit_token: free(),
    thread: free(),
  } satisfies SchemaOf<ClaudeMessages>),
);
