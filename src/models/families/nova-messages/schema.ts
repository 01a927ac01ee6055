import { type LateSchema, lateSchema } from '../../../core/index.ts';
import {
  type AudioMedia,
  audioMedia,
  type ImageMedia,
  imageMedia,
  type VideoMedia,
  videoMedia,
} from '../../media/media.ts';
import { type FreeObject, freeObject } from '../../shape/free-object.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';
import { MOST_TOP_K } from './bounds.ts';

/**
 * A block of a message's content: an object with exactly one of these keys. The free ones are documented for Converse, but
 * not for Nova by InvokeModel.
 */
export type NovaContentBlock =
  | { readonly text: string }
  | { readonly image: ImageMedia }
  | { readonly video: VideoMedia }
  | { readonly audio: AudioMedia }
  | { readonly document: FreeObject }
  | { readonly toolUse: FreeObject }
  | { readonly toolResult: FreeObject }
  | { readonly reasoningContent: FreeObject }
  | { readonly cachePoint: FreeObject };

/** A turn of the conversation; the first is the user's, a last one of the assistant is how the answer begins. */
export interface NovaMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly NovaContentBlock[];
}

/** How much the model thinks before it answers. */
export interface NovaReasoningConfig {
  readonly type: 'enabled' | 'disabled';
  readonly maxReasoningEffort?: 'low' | 'medium' | 'high' | undefined;
  readonly [key: string]: unknown;
}

/** How the answer is made. */
export interface NovaInferenceConfig {
  /** Most tokens of the answer, at least 1; the first generation takes at most 5,000. */
  readonly maxTokens?: number | undefined;
  /** 0.00001 to 1, default 0.7. Set this or `topP`. */
  readonly temperature?: number | undefined;
  /** 0 to 1, default 0.9. */
  readonly topP?: number | undefined;
  /** 0 to 128. */
  readonly topK?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  /** Nova 2 only; it may stand beside `inferenceConfig` too. */
  readonly reasoningConfig?: NovaReasoningConfig | undefined;
  /** Older name of `maxTokens`. */
  readonly max_new_tokens?: number | undefined;
  /** Older name of `topP`. */
  readonly top_p?: number | undefined;
  /** Older name of `topK`. */
  readonly top_k?: number | undefined;
}

/**
 * Model input of Nova's text models (messages API by InvokeModel).
 *
 * Source: AWS, Nova user guide, "Complete request schema".
 */
export interface NovaMessages {
  readonly schemaVersion?: 'messages-v1' | undefined;
  readonly messages: readonly NovaMessage[];
  /** A list of texts, not a text. */
  readonly system?:
    | readonly ({ readonly text: string } | { readonly cachePoint: FreeObject })[]
    | undefined;
  readonly inferenceConfig?: NovaInferenceConfig | undefined;
  /** Nova 2 only. Source: AWS, Nova 2 user guide, "Core inference": a parameter of the top level by InvokeModel. */
  readonly reasoningConfig?: NovaReasoningConfig | undefined;
  readonly toolConfig?:
    | {
        readonly tools: readonly FreeObject[];
        readonly toolChoice?: FreeObject | undefined;
      }
    | undefined;
}

const text = lateSchema((z) => z.strictObject({ text: z.string() }));
const cachePoint = lateSchema((z) => z.strictObject({ cachePoint: freeObject() }));

const block = lateSchema((z) =>
  z.union([
    text(),
    z.strictObject({ image: imageMedia() }),
    z.strictObject({ video: videoMedia() }),
    z.strictObject({ audio: audioMedia() }),
    z.strictObject({ document: freeObject() }),
    z.strictObject({ toolUse: freeObject() }),
    z.strictObject({ toolResult: freeObject() }),
    z.strictObject({ reasoningContent: freeObject() }),
    cachePoint(),
  ]),
);

const message = lateSchema((z) =>
  z.strictObject({
    role: z.enum(['user', 'assistant']),
    content: z.array(block()),
  } satisfies SchemaOf<NovaMessage>),
);

const reasoningConfig = lateSchema((z) =>
  z
    .looseObject({
      type: z.enum(['enabled', 'disabled']),
      maxReasoningEffort: z.enum(['low', 'medium', 'high']).optional(),
    } satisfies SchemaOf<Pick<NovaReasoningConfig, 'type' | 'maxReasoningEffort'>>)
    .optional(),
);

const inferenceConfig = lateSchema((z) =>
  z.strictObject({
    maxTokens: z.int().min(1).optional(),
    temperature: z.number().min(0).max(1).optional(),
    topP: z.number().min(0).max(1).optional(),
    topK: z.int().min(0).max(MOST_TOP_K).optional(),
    stopSequences: z.array(z.string()).optional(),
    reasoningConfig: reasoningConfig(),
    max_new_tokens: z.int().min(1).optional(),
    top_p: z.number().min(0).max(1).optional(),
    top_k: z.int().min(0).max(MOST_TOP_K).optional(),
  } satisfies SchemaOf<NovaInferenceConfig>),
);

/** Schema of {@link NovaMessages}. */
export const novaMessages: LateSchema<NovaMessages> = lateSchema((z) =>
  z.strictObject({
    schemaVersion: z.literal('messages-v1').optional(),
    messages: z.array(message()),
    system: z.array(z.union([text(), cachePoint()])).optional(),
    inferenceConfig: inferenceConfig().optional(),
    reasoningConfig: reasoningConfig(),
    toolConfig: z
      .strictObject({ tools: z.array(freeObject()), toolChoice: freeObject().optional() })
      .optional(),
  } satisfies SchemaOf<NovaMessages>),
);
