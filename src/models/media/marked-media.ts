import {
  either,
  marked,
  object,
  oneOf,
  type PlainMembers,
  type PlainTree,
  s3Uri,
  text,
} from '../plain/plain-tree.ts';
import { IMAGE_FORMATS } from './plain-image.ts';

/** Formats of videos that most models which take them have. */
export const VIDEO_FORMATS: readonly string[] = [
  'mp4',
  'mov',
  'mkv',
  'webm',
  'flv',
  'mpeg',
  'mpg',
  'wmv',
];

/** An object in S3, wherever media have their bytes. */
export const s3Source: PlainTree = object({
  s3Location: object({ uri: s3Uri }, { bucketOwner: text() }),
});

/** A word of which each is a mark of its own: what is said of a medium may depend on its format. */
export function markedWord(...words: readonly string[]): PlainTree {
  return either(...words.map((word) => marked(oneOf(word))));
}

/** A medium in S3 of one of these formats. */
export function s3Medium(
  formats: readonly string[],
  required: PlainMembers = {},
  optional: PlainMembers = {},
): PlainTree {
  return object({ format: markedWord(...formats), source: s3Source, ...required }, optional);
}

/** Blocks of an image and of a video in S3. */
export const s3Image: PlainTree = object({ image: s3Medium(IMAGE_FORMATS) });
export const s3Video: PlainTree = object({ video: s3Medium(VIDEO_FORMATS) });
