import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { type FreeObject, freeObject } from '../../shape/free-object.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';
import {
  type ConverseContentBlock,
  type ConverseSystemBlock,
  converseContentBlock,
  converseSystemBlock,
} from './blocks.ts';
import { MOST_STOP_SEQUENCES } from './bounds.ts';

/** A turn of the conversation. */
export interface ConverseMessage {
  readonly role: 'user' | 'assistant' | 'system';
  readonly content: readonly ConverseContentBlock[];
}

/** How the answer is made. */
export interface ConverseInferenceConfig {
  /** Most tokens of the answer, at least 1. Default: the most that the model can. */
  readonly maxTokens?: number | undefined;
  /** 0 to 1. */
  readonly temperature?: number | undefined;
  /** 0 to 1. */
  readonly topP?: number | undefined;
  /** At most 2,500, none of them empty. */
  readonly stopSequences?: readonly string[] | undefined;
}

/** Which guardrail is applied. */
export interface ConverseGuardrailConfig {
  readonly guardrailIdentifier?: string | undefined;
  /** A number of at most 8 digits, or `DRAFT`. */
  readonly guardrailVersion?: string | undefined;
  readonly trace?: 'enabled' | 'disabled' | 'enabled_full' | undefined;
}

/** Makes the answer JSON of a JSON Schema. */
export interface ConverseTextFormat {
  readonly type: 'json_schema';
  readonly structure: {
    readonly jsonSchema: {
      /** The JSON Schema as text, as `JSON.stringify` writes it. */
      readonly schema: string;
      readonly name?: string | undefined;
      readonly description?: string | undefined;
    };
  };
}

/** What the answer looks like. */
export interface ConverseOutputConfig {
  readonly textFormat?: ConverseTextFormat | undefined;
  /** Above `high` the model has to think, see `additionalModelRequestFields`. */
  readonly effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | undefined;
}

/**
 * Model input of the Converse API, for every model that has one; the job's invocation type is `Converse`.
 *
 * Source: ConverseRequest of the Bedrock runtime API without `modelId`, which the job names. `toolConfig` is left out:
 * a batch job of type Converse fails each record that has it.
 */
export interface ConverseBody {
  readonly messages: readonly ConverseMessage[];
  readonly system?: readonly ConverseSystemBlock[] | undefined;
  readonly inferenceConfig?: ConverseInferenceConfig | undefined;
  readonly guardrailConfig?: ConverseGuardrailConfig | undefined;
  /** The model's own parameters, such as `{ top_k: 50 }` for Claude. */
  readonly additionalModelRequestFields?: unknown;
  /** At most 10 JSON pointers of 1 to 256 characters. */
  readonly additionalModelResponseFieldPaths?: readonly string[] | undefined;
  /** 1 to 16 pairs of at most 256 letters, digits, spaces and `:_@$#=/+,-.` each. */
  readonly requestMetadata?: Readonly<Record<string, string>> | undefined;
  readonly outputConfig?: ConverseOutputConfig | undefined;
  readonly performanceConfig?: FreeObject | undefined;
  readonly serviceTier?: FreeObject | undefined;
  readonly promptVariables?: FreeObject | undefined;
}

const message = lateSchema((z) =>
  z.strictObject({
    role: z.enum(['user', 'assistant', 'system']),
    content: z.array(converseContentBlock()),
  } satisfies SchemaOf<ConverseMessage>),
);

const inferenceConfig = lateSchema((z) =>
  z.strictObject({
    maxTokens: z.int().min(1).optional(),
    temperature: z.number().min(0).max(1).optional(),
    topP: z.number().min(0).max(1).optional(),
    stopSequences: z.array(z.string().min(1)).max(MOST_STOP_SEQUENCES).optional(),
  } satisfies SchemaOf<ConverseInferenceConfig>),
);

const guardrailConfig = lateSchema((z) =>
  z.strictObject({
    guardrailIdentifier: z.string().optional(),
    guardrailVersion: z.string().optional(),
    trace: z.enum(['enabled', 'disabled', 'enabled_full']).optional(),
  } satisfies SchemaOf<ConverseGuardrailConfig>),
);

const jsonSchema = lateSchema((z) =>
  z.strictObject({
    schema: z.string(),
    name: z.string().optional(),
    description: z.string().optional(),
  } satisfies SchemaOf<ConverseTextFormat['structure']['jsonSchema']>),
);

const textFormat = lateSchema((z) =>
  z.strictObject({
    type: z.literal('json_schema'),
    structure: z.strictObject({ jsonSchema: jsonSchema() }),
  } satisfies SchemaOf<ConverseTextFormat>),
);

const outputConfig = lateSchema((z) =>
  z.strictObject({
    textFormat: textFormat().optional(),
    effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
  } satisfies SchemaOf<ConverseOutputConfig>),
);

const free = lateSchema(() => freeObject().optional());

/** Schema of {@link ConverseBody}. */
export const converseBody: LateSchema<ConverseBody> = lateSchema((z) =>
  z.strictObject({
    messages: z.array(message()),
    system: z.array(converseSystemBlock()).optional(),
    inferenceConfig: inferenceConfig().optional(),
    guardrailConfig: guardrailConfig().optional(),
    additionalModelRequestFields: z.unknown().optional(),
    additionalModelResponseFieldPaths: z.array(z.string().min(1).max(256)).max(10).optional(),
    requestMetadata: z.record(z.string(), z.string().max(256)).optional(),
    outputConfig: outputConfig().optional(),
    performanceConfig: free(),
    serviceTier: free(),
    promptVariables: free(),
  } satisfies SchemaOf<ConverseBody>),
);
