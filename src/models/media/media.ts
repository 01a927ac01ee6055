import type { z } from 'zod';
import { type LateSchema, lateSchema } from '../../core/index.ts';
import type { SchemaOf } from '../shape/schema-of.ts';

/**
 * Where the bytes of an image, video, sound or document are: in the record as base64 text, or in an S3 object.
 *
 * A job reads objects only from the bucket and folder of its input.
 */
export type MediaSource =
  | { readonly bytes: string }
  | {
      readonly s3Location: {
        readonly uri: string;
        readonly bucketOwner?: string | undefined;
      };
    };

/** An image. */
export interface ImageMedia {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp';
  readonly source: MediaSource;
}

const videoFormats = [
  'mkv',
  'mov',
  'mp4',
  'webm',
  'flv',
  'mpeg',
  'mpg',
  'wmv',
  'three_gp',
] as const;

/** A video. */
export interface VideoMedia {
  readonly format: (typeof videoFormats)[number];
  readonly source: MediaSource;
}

/** A sound. */
export interface AudioMedia {
  readonly format: string;
  readonly source: MediaSource;
}

type S3Source = Extract<MediaSource, { readonly s3Location: unknown }>;

/** Schema of the S3 form of {@link MediaSource}. */
export const s3Source: LateSchema<S3Source> = lateSchema((z) =>
  z.strictObject({
    s3Location: z.strictObject({
      uri: z.string().min(1).max(1024),
      bucketOwner: z.string().optional(),
    }),
  }),
);

/** The two forms of {@link MediaSource}, for unions that have more. */
export const mediaSources: () => readonly [
  z.ZodType<{ readonly bytes: string }>,
  z.ZodType<S3Source>,
] = lateSchema((z) => [z.strictObject({ bytes: z.base64() }), s3Source()]);

/** Schema of {@link MediaSource}. */
export const mediaSource: LateSchema<MediaSource> = lateSchema((z) => z.union(mediaSources()));

/** Schema of {@link ImageMedia}. */
export const imageMedia: LateSchema<ImageMedia> = lateSchema((z) =>
  z.strictObject({
    format: z.enum(['png', 'jpeg', 'gif', 'webp']),
    source: mediaSource(),
  } satisfies SchemaOf<ImageMedia>),
);

/** Schema of {@link VideoMedia}. */
export const videoMedia: LateSchema<VideoMedia> = lateSchema((z) =>
  z.strictObject({
    format: z.enum(videoFormats),
    source: mediaSource(),
  } satisfies SchemaOf<VideoMedia>),
);

/** Schema of {@link AudioMedia}. */
export const audioMedia: LateSchema<AudioMedia> = lateSchema((z) =>
  z.strictObject({
    format: z.string(),
    source: mediaSource(),
  } satisfies SchemaOf<AudioMedia>),
);
