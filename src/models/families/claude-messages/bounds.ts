import { CLAUDE_IMAGES } from '../../facts/image-limits.ts';
import { MORE_IMAGES_OF_CLAUDE } from '../../media/media-size.ts';
import type { DoubtfulNumbers } from '../../rules/doubtful.ts';
import type { Ceiling } from '../plain-family.ts';

/** What numbers are believed to be; the schema leaves them to the rules. */
export const claudeNumbers: DoubtfulNumbers<'temperature' | 'top_p' | 'top_k'> = {
  temperature: { path: ['temperature'], min: 0, max: 1 },
  top_p: { path: ['top_p'], min: 0, max: 1 },
  top_k: { path: ['top_k'], int: true, min: 0, max: 500 },
};

export const MOST_STOP_SEQUENCES = 8191;

/** Of a record. */
export const MOST_IMAGES: number = CLAUDE_IMAGES.anySize;

const { source, readOn } = CLAUDE_IMAGES;

export const claudeCeilings: readonly Ceiling[] = [
  {
    of: 'bytes of an image as base64',
    most: CLAUDE_IMAGES.base64Characters,
    per: 'image',
    source,
    readOn,
  },
  {
    of: 'images',
    most: MOST_IMAGES,
    per: 'record',
    doubt: MORE_IMAGES_OF_CLAUDE,
    source,
    readOn,
  },
];
