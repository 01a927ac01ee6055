import { type LateSchema, lateSchema } from '../../../core/index.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

/** A hint to cache what comes before; batch inference is reported to ignore it. */
export interface ClaudeCacheControl {
  /** Such as `ephemeral`. */
  readonly type: string;
  /** Such as `5m` or `1h`. */
  readonly ttl?: string | undefined;
  readonly [key: string]: unknown;
}

/** Media types of images that Claude takes. */
export type ClaudeImageMediaType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** Text. */
export interface ClaudeTextBlock {
  readonly type: 'text';
  readonly text: string;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
  readonly citations?: unknown;
}

/** An image inside of the record; at most 3.75 MB and 8,000 by 8,000 pixels. */
export interface ClaudeImageBlock {
  readonly type: 'image';
  readonly source: {
    readonly type: 'base64';
    readonly media_type: ClaudeImageMediaType;
    /** Base64 text. */
    readonly data: string;
  };
  readonly cache_control?: ClaudeCacheControl | null | undefined;
}

/** A document: a PDF as base64 text, plain text, or blocks of content. */
export interface ClaudeDocumentBlock {
  readonly type: 'document';
  readonly source:
    | { readonly type: 'base64'; readonly media_type: string; readonly data: string }
    | { readonly type: 'text'; readonly media_type: string; readonly data: string }
    | { readonly type: 'content'; readonly content: unknown };
  readonly title?: string | null | undefined;
  readonly context?: string | null | undefined;
  readonly citations?: unknown;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
}

/** A passage found by a search, to be cited. */
export interface ClaudeSearchResultBlock {
  readonly type: 'search_result';
  readonly source: string;
  readonly title: string;
  readonly content: readonly ClaudeTextBlock[];
  readonly citations?: unknown;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
}

/** A call of a tool that the model made earlier in the conversation. */
export interface ClaudeToolUseBlock {
  readonly type: 'tool_use';
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
  readonly caller?: unknown;
}

/** What a tool answered. */
export interface ClaudeToolResultBlock {
  readonly type: 'tool_result';
  readonly tool_use_id: string;
  readonly content?: string | readonly ClaudeToolResultContent[] | undefined;
  readonly is_error?: boolean | undefined;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
}

/** Thinking of an earlier answer, handed back unchanged. */
export interface ClaudeThinkingBlock {
  readonly type: 'thinking';
  readonly thinking: string;
  readonly signature: string;
}

/** Thinking of an earlier answer that came encrypted, handed back unchanged. */
export interface ClaudeRedactedThinkingBlock {
  readonly type: 'redacted_thinking';
  readonly data: string;
}

const otherTypes = [
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'tool_reference',
  'mcp_tool_use',
  'mcp_tool_result',
  'container_upload',
  'compaction',
  'advisor_tool_result',
  'mid_conv_system',
  'fallback',
  'mcp_tool_listing',
  'tool_addition',
  'tool_removal',
] as const;

/** A block of a server tool or of a beta; nothing is known of what batch inference makes of its members. */
export interface ClaudeOtherBlock {
  readonly type: (typeof otherTypes)[number];
  readonly [key: string]: unknown;
}

/** What stands in the content of a tool result. */
export type ClaudeToolResultContent =
  | ClaudeTextBlock
  | ClaudeImageBlock
  | ClaudeDocumentBlock
  | ClaudeSearchResultBlock
  | ClaudeOtherBlock;

/** A block of a message's content. */
export type ClaudeContentBlock =
  | ClaudeToolResultContent
  | ClaudeToolUseBlock
  | ClaudeToolResultBlock
  | ClaudeThinkingBlock
  | ClaudeRedactedThinkingBlock;

/** Schema of {@link ClaudeCacheControl}, where null stands for none. */
export const claudeCacheControl: LateSchema<ClaudeCacheControl | null | undefined> = lateSchema(
  (z) =>
    z
      .looseObject({ type: z.string(), ttl: z.string().optional() } satisfies SchemaOf<
        Pick<ClaudeCacheControl, 'type' | 'ttl'>
      >)
      .nullable()
      .optional(),
);

const cached = lateSchema(() => ({ cache_control: claudeCacheControl() }));
const citing = lateSchema((z) => ({ citations: z.unknown().optional() }));

const text = lateSchema((z) =>
  z.strictObject({
    type: z.literal('text'),
    text: z.string(),
    ...citing(),
    ...cached(),
  } satisfies SchemaOf<ClaudeTextBlock>),
);

const image = lateSchema((z) =>
  z.strictObject({
    type: z.literal('image'),
    source: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('base64'),
        media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
        data: z.base64(),
      }),
    ]),
    ...cached(),
  } satisfies SchemaOf<ClaudeImageBlock>),
);

const document = lateSchema((z) =>
  z.strictObject({
    type: z.literal('document'),
    source: z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('base64'), media_type: z.string(), data: z.base64() }),
      z.looseObject({ type: z.literal('text'), media_type: z.string(), data: z.string() }),
      z.looseObject({ type: z.literal('content'), content: z.unknown() }),
    ]),
    title: z.string().nullable().optional(),
    context: z.string().nullable().optional(),
    ...citing(),
    ...cached(),
  } satisfies SchemaOf<ClaudeDocumentBlock>),
);

const searchResult = lateSchema((z) =>
  z.strictObject({
    type: z.literal('search_result'),
    source: z.string(),
    title: z.string(),
    content: z.array(text()),
    ...citing(),
    ...cached(),
  } satisfies SchemaOf<ClaudeSearchResultBlock>),
);

const other = lateSchema((z) =>
  z.looseObject({ type: z.enum(otherTypes) } satisfies SchemaOf<Pick<ClaudeOtherBlock, 'type'>>),
);

const toolResult = lateSchema((z) =>
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: z
      .union([
        z.string(),
        z.array(
          z.discriminatedUnion('type', [text(), image(), document(), searchResult(), other()]),
        ),
      ])
      .optional(),
    is_error: z.boolean().optional(),
    ...cached(),
  } satisfies SchemaOf<ClaudeToolResultBlock>),
);

const toolUse = lateSchema((z) =>
  z.strictObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.looseObject({}),
    caller: z.unknown().optional(),
    ...cached(),
  } satisfies SchemaOf<ClaudeToolUseBlock>),
);

const thinking = lateSchema((z) =>
  z.strictObject({
    type: z.literal('thinking'),
    thinking: z.string(),
    signature: z.string(),
  } satisfies SchemaOf<ClaudeThinkingBlock>),
);

const redactedThinking = lateSchema((z) =>
  z.strictObject({
    type: z.literal('redacted_thinking'),
    data: z.string(),
  } satisfies SchemaOf<ClaudeRedactedThinkingBlock>),
);

/** Schema of {@link ClaudeTextBlock}. */
export const claudeTextBlock: LateSchema<ClaudeTextBlock> = text;

/** Schema of {@link ClaudeContentBlock}. */
export const claudeContentBlock: LateSchema<ClaudeContentBlock> = lateSchema((z) =>
  z.discriminatedUnion('type', [
    text(),
    image(),
    document(),
    toolUse(),
    toolResult(),
    thinking(),
    redactedThinking(),
    searchResult(),
    other(),
  ]),
);

const types: readonly string[] = [
  'text',
  'image',
  'document',
  'tool_use',
  'tool_result',
  'thinking',
  'redacted_thinking',
  'search_result',
  ...otherTypes,
] satisfies readonly ClaudeContentBlock['type'][];

/** Whether blocks of {@link ClaudeContentBlock} have this type. */
export function isClaudeBlock(type: string): boolean {
  return types.includes(type);
}
