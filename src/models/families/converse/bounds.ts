import { CLAUDE_IMAGES } from '../../facts/image-limits.ts';
import { DOCUMENT_MEGABYTES, IMAGE_MEGABYTES, PAGES_CONTRADICT } from '../../media/media-size.ts';
import type { Ceiling } from '../plain-family.ts';

export const MOST_STOP_SEQUENCES = 2500;

/** Of a message; for Claude of a record. */
export const MOST_IMAGES: number = CLAUDE_IMAGES.anySize;

/** Of a record. */
export const MOST_DOCUMENTS = 5;

const REFERENCE = { source: 'Converse API reference', readOn: '2026-11-20' } as const;
const RESTRICTIONS = { source: 'AWS, "API restrictions"', readOn: '2026-11-28' } as const;

export const converseCeilings: readonly Ceiling[] = [
  {
    ...REFERENCE,
    of: 'megabytes of an image',
    most: IMAGE_MEGABYTES,
    per: 'image',
    doubt: PAGES_CONTRADICT,
  },
  {
    ...RESTRICTIONS,
    of: 'megabytes of a document',
    most: DOCUMENT_MEGABYTES,
    per: 'document',
    doubt: 'PDF may be larger for Claude 4 and later, PDF and DOCX for Nova',
  },
  { ...REFERENCE, of: 'images', most: MOST_IMAGES, per: 'message', doubt: PAGES_CONTRADICT },
  { ...RESTRICTIONS, of: 'documents', most: MOST_DOCUMENTS, per: 'record' },
];
