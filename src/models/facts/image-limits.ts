import type { FactSource } from './fact-source.ts';

/** What a model takes of images. */
export interface ImageLimits extends FactSource {
  /** Most characters of an image as base64. */
  readonly base64Characters: number;
  /** So many images of a request may be of any size; among more no side may be longer than `sidePixels`. */
  readonly anySize: number;
  readonly sidePixels: number;
}

/** Of each Claude: the same by InvokeModel and by Converse. */
export const CLAUDE_IMAGES: ImageLimits = {
  base64Characters: 5_242_880,
  anySize: 20,
  sidePixels: 2000,
  source:
    'refusals that users reported, by Converse in aws-sdk-js-v3 #6785; of the number also 29 images that Sonnet 5 took',
  readOn: '2026-11-28',
};
