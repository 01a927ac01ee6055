import { type LateSchema, lateSchema } from '../../../core/index.ts';
import { type ImageMedia, type MediaSource, mediaSource, s3Source } from '../../media/media.ts';
import type { SchemaOf } from '../../shape/schema-of.ts';
import { embeddingPurposes } from './purposes.ts';

const videoFormats = ['mp4', 'mov', 'mkv', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', '3gp'] as const;

/** A text to embed: in the record, or in an S3 object. Exactly one of `value` and `source`. */
export interface NovaEmbeddingText {
  /** Where a text that is too long is cut; `NONE` makes its record fail. */
  readonly truncationMode: 'START' | 'END' | 'NONE';
  readonly value?: string | undefined;
  readonly source?: Extract<MediaSource, { readonly s3Location: unknown }> | undefined;
}

/** What is embedded, and how. Exactly one of `text`, `image`, `audio` and `video`. */
export interface NovaEmbeddingParams {
  /** What the embedding is for: `GENERIC_INDEX` for everything that is searched later. */
  readonly embeddingPurpose: (typeof embeddingPurposes)[number];
  /** Default 3072. */
  readonly embeddingDimension?: 256 | 384 | 1024 | 3072 | undefined;
  readonly text?: NovaEmbeddingText | undefined;
  readonly image?:
    | (ImageMedia & { readonly detailLevel?: 'STANDARD_IMAGE' | 'DOCUMENT_IMAGE' | undefined })
    | undefined;
  /** At most 30 seconds. */
  readonly audio?:
    | { readonly format: 'mp3' | 'wav' | 'ogg'; readonly source: MediaSource }
    | undefined;
  /** At most 30 seconds. */
  readonly video?:
    | {
        readonly format: (typeof videoFormats)[number];
        readonly source: MediaSource;
        /** One embedding of picture and sound, or one of each. */
        readonly embeddingMode: 'AUDIO_VIDEO_COMBINED' | 'AUDIO_VIDEO_SEPARATE';
      }
    | undefined;
}

/**
 * Model input of Nova Multimodal Embeddings.
 *
 * Source: AWS, Nova user guide, "Complete embeddings request and response schema", the synchronous one.
 */
export interface NovaEmbedding {
  readonly schemaVersion?: 'nova-multimodal-embed-v1' | undefined;
  readonly taskType: 'SINGLE_EMBEDDING';
  readonly singleEmbeddingParams: NovaEmbeddingParams;
}

const text = lateSchema((z) =>
  z.strictObject({
    truncationMode: z.enum(['START', 'END', 'NONE']),
    value: z.string().optional(),
    source: s3Source().optional(),
  } satisfies SchemaOf<NovaEmbeddingText>),
);

const params = lateSchema((z) =>
  z.strictObject({
    embeddingPurpose: z.enum(embeddingPurposes),
    embeddingDimension: z.literal([256, 384, 1024, 3072]).optional(),
    text: text().optional(),
    image: z
      .strictObject({
        detailLevel: z.enum(['STANDARD_IMAGE', 'DOCUMENT_IMAGE']).optional(),
        format: z.enum(['png', 'jpeg', 'gif', 'webp']),
        source: mediaSource(),
      })
      .optional(),
    audio: z
      .strictObject({ format: z.enum(['mp3', 'wav', 'ogg']), source: mediaSource() })
      .optional(),
    video: z
      .strictObject({
        format: z.enum(videoFormats),
        source: mediaSource(),
        embeddingMode: z.enum(['AUDIO_VIDEO_COMBINED', 'AUDIO_VIDEO_SEPARATE']),
      })
      .optional(),
  } satisfies SchemaOf<NovaEmbeddingParams>),
);

/** Schema of {@link NovaEmbedding}. */
export const novaEmbedding: LateSchema<NovaEmbedding> = lateSchema((z) =>
  z.strictObject({
    schemaVersion: z.literal('nova-multimodal-embed-v1').optional(),
    taskType: z.literal('SINGLE_EMBEDDING'),
    singleEmbeddingParams: params(),
  } satisfies SchemaOf<NovaEmbedding>),
);
