import { longestPrefix } from '../ids/longest-prefix.ts';

/** What models whose ids begin alike take of images. */
interface ImageLimit {
  /** Beginning of the bare foundation model id. */
  readonly prefix: string;
  /** Most characters of an image as base64. */
  readonly base64Characters: number;
  /** So many images of a request may be of any size; among more no side may be longer than `sidePixels`. */
  readonly anySize: number;
  readonly sidePixels: number;
  /** Where that was read. */
  readonly source: string;
  /** Day it was read, as `YYYY-MM-DD`. */
  readonly readOn: string;
}

/** Of each Claude: the same by InvokeModel and by Converse. */
export const CLAUDE_IMAGES: ImageLimit = {
  prefix: 'anthropic.claude-',
  base64Characters: 5_242_880,
  anySize: 20,
  sidePixels: 2000,
  source:
    'refusals that users reported, by Converse in aws-sdk-js-v3 #6785; of the number also 29 images that Sonnet 5 took',
  readOn: '2026-11-28',
};

/** What a model is known to take of images, by its bare id; undefined where nothing is known. */
export function imageLimitOf(foundationModel: string | undefined): ImageLimit | undefined {
  return foundationModel === undefined
    ? undefined
    : longestPrefix([CLAUDE_IMAGES], foundationModel);
}
