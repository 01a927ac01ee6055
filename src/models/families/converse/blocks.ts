import { type LateSchema, lateSchema } from '../../../core/index.ts';
import {
  type AudioMedia,
  audioMedia,
  type ImageMedia,
  imageMedia,
  type MediaSource,
  mediaSources,
  type VideoMedia,
  videoMedia,
} from '../../media/media.ts';
import { type FreeObject, freeObject } from '../../shape/free-object.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';

const documentFormats = ['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'] as const;

/** A document; a text that is not blank has to stand beside it. */
export interface ConverseDocument {
  /** 1 to 200 letters, digits, single spaces, hyphens, parentheses and square brackets; no other document has it. */
  readonly name: string;
  readonly format?: (typeof documentFormats)[number] | undefined;
  readonly source:
    | MediaSource
    | { readonly text: string }
    | { readonly content: readonly FreeObject[] };
  readonly context?: string | undefined;
  readonly citations?: FreeObject | undefined;
}

/** A place up to which a prompt may be cached. */
export interface ConverseCachePoint {
  readonly type: 'default';
  readonly ttl?: '5m' | '1h' | undefined;
}

/**
 * A block of a message's content: an object with exactly one of these keys.
 *
 * Tool blocks are left out: they need `toolConfig`, which no batch job of type Converse takes.
 */
export type ConverseContentBlock =
  | { readonly text: string }
  | { readonly image: ImageMedia }
  | { readonly document: ConverseDocument }
  | { readonly video: VideoMedia }
  | { readonly audio: AudioMedia }
  | { readonly cachePoint: ConverseCachePoint }
  | { readonly guardContent: FreeObject }
  | { readonly reasoningContent: FreeObject }
  | { readonly citationsContent: FreeObject }
  | { readonly searchResult: FreeObject }
  | { readonly toolAddition: FreeObject }
  | { readonly toolRemoval: FreeObject };

/** A block of the system prompt. */
export type ConverseSystemBlock =
  | { readonly text: string }
  | { readonly guardContent: FreeObject }
  | { readonly cachePoint: ConverseCachePoint };

const document = lateSchema((z) =>
  z.strictObject({
    name: z.string().min(1).max(200),
    format: z.enum(documentFormats).optional(),
    source: z.union([
      ...mediaSources(),
      z.strictObject({ text: z.string() }),
      z.strictObject({ content: z.array(freeObject()) }),
    ]),
    context: z.string().optional(),
    citations: freeObject().optional(),
  } satisfies SchemaOf<ConverseDocument>),
);

const cachePoint = lateSchema((z) =>
  z.strictObject({
    type: z.literal('default'),
    ttl: z.enum(['5m', '1h']).optional(),
  } satisfies SchemaOf<ConverseCachePoint>),
);

/** Schema of {@link ConverseContentBlock}. */
export const converseContentBlock: LateSchema<ConverseContentBlock> = lateSchema((z) =>
  z.union([
    z.strictObject({ text: z.string() }),
    z.strictObject({ image: imageMedia() }),
    z.strictObject({ document: document() }),
    z.strictObject({ video: videoMedia() }),
    z.strictObject({ audio: audioMedia() }),
    z.strictObject({ cachePoint: cachePoint() }),
    z.strictObject({ guardContent: freeObject() }),
    z.strictObject({ reasoningContent: freeObject() }),
    z.strictObject({ citationsContent: freeObject() }),
    z.strictObject({ searchResult: freeObject() }),
    z.strictObject({ toolAddition: freeObject() }),
    z.strictObject({ toolRemoval: freeObject() }),
  ]),
);

/** Schema of {@link ConverseSystemBlock}. */
export const converseSystemBlock: LateSchema<ConverseSystemBlock> = lateSchema((z) =>
  z.union([
    z.strictObject({ text: z.string().min(1) }),
    z.strictObject({ guardContent: freeObject() }),
    z.strictObject({ cachePoint: cachePoint() }),
  ]),
);
