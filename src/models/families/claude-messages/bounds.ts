import { IMAGE_MEGABYTES } from '../../media/media-size.ts';
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
export const MOST_IMAGES = 20;

const DOCUMENTED = {
  source: 'AWS, "Anthropic Claude Messages API, request and response"',
  readOn: '2026-11-20',
} as const;

export const claudeCeilings: readonly Ceiling[] = [
  { ...DOCUMENTED, of: 'megabytes of an image', most: IMAGE_MEGABYTES, per: 'image' },
  {
    ...DOCUMENTED,
    of: 'images',
    most: MOST_IMAGES,
    per: 'record',
    doubt: "AWS's documents at hand do not confirm it",
  },
];
