import { IMAGE_MEGABYTES, PAGES_CONTRADICT } from '../../media/media-size.ts';
import type { DoubtfulNumber } from '../../rules/doubtful.ts';
import type { Ceiling } from '../plain-family.ts';

/** AWS documents it; the schema takes less too. */
export const novaTemperature: DoubtfulNumber = {
  path: ['inferenceConfig', 'temperature'],
  min: 0.00001,
  max: 1,
  doubt: 'that less is refused is reported nowhere',
};

export const MOST_TOP_K = 128;

/** AWS documents it for Converse. */
export const novaCeilings: readonly Ceiling[] = [
  {
    of: 'megabytes of an image',
    most: IMAGE_MEGABYTES,
    per: 'image',
    doubt: PAGES_CONTRADICT,
    source: 'Converse API reference',
    readOn: '2026-11-20',
  },
];
