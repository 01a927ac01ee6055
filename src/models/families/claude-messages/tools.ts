import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { type FreeObject, freeObject } from '../../shape/free-object.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';
import { type ClaudeCacheControl, claudeCacheControl } from './blocks.ts';

/** A tool of one's own. */
export interface ClaudeCustomTool {
  readonly name: string;
  readonly type?: 'custom' | null | undefined;
  readonly description?: string | undefined;
  /** JSON Schema of the tool's input. */
  readonly input_schema: FreeObject;
  readonly strict?: boolean | undefined;
  readonly cache_control?: ClaudeCacheControl | null | undefined;
  readonly input_examples?: unknown;
  readonly allowed_callers?: unknown;
  readonly defer_loading?: unknown;
  readonly eager_input_streaming?: unknown;
}

/** A tool that Anthropic defines, such as `bash_20250124`, or a set of them, such as `mcp_toolset`. Its members depend on the type. */
export interface ClaudeDefinedTool {
  readonly type: string;
  /** Sets of tools alone have none. */
  readonly name?: string | undefined;
  readonly [key: string]: unknown;
}

/** A tool. */
export type ClaudeTool = ClaudeCustomTool | ClaudeDefinedTool;

/** Which tool the model uses. */
export type ClaudeToolChoice =
  | {
      readonly type: 'auto' | 'any';
      readonly disable_parallel_tool_use?: boolean | undefined;
    }
  | {
      readonly type: 'tool';
      readonly name: string;
      readonly disable_parallel_tool_use?: boolean | undefined;
    }
  | { readonly type: 'none' };

/** Schema of {@link ClaudeTool}. */
export const claudeTool: LateSchema<ClaudeTool> = lateSchema((z) =>
  z.union([
    z.strictObject({
      name: z.string(),
      type: z.literal('custom').nullable().optional(),
      description: z.string().optional(),
      input_schema: freeObject(),
      strict: z.boolean().optional(),
      cache_control: claudeCacheControl(),
      input_examples: z.unknown().optional(),
      allowed_callers: z.unknown().optional(),
      defer_loading: z.unknown().optional(),
      eager_input_streaming: z.unknown().optional(),
    } satisfies SchemaOf<ClaudeCustomTool>),
    z.looseObject({ type: z.string(), name: z.string().optional() } satisfies SchemaOf<
      Pick<ClaudeDefinedTool, 'type' | 'name'>
    >),
  ]),
);

/** Schema of {@link ClaudeToolChoice}. */
export const claudeToolChoice: LateSchema<ClaudeToolChoice> = lateSchema((z) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.enum(['auto', 'any']),
      disable_parallel_tool_use: z.boolean().optional(),
    }),
    z.strictObject({
      type: z.literal('tool'),
      name: z.string(),
      disable_parallel_tool_use: z.boolean().optional(),
    }),
    z.strictObject({ type: z.literal('none') }),
  ]),
);
