import { DOCUMENT_MEGABYTES, IMAGE_MEGABYTES } from '../../media/media-size.ts';
import type { Ceiling } from '../plain-family.ts';

export const MOST_STOP_SEQUENCES = 2500;

/** Of a message. */
export const MOST_IMAGES = 20;

/** Of a message. */
export const MOST_DOCUMENTS = 5;

const DOCUMENTED = { source: 'Converse API reference', readOn: '2026-11-20' } as const;

export const converseCeilings: readonly Ceiling[] = [
  { ...DOCUMENTED, of: 'megabytes of an image', most: IMAGE_MEGABYTES, per: 'image' },
  { ...DOCUMENTED, of: 'megabytes of a document', most: DOCUMENT_MEGABYTES, per: 'document' },
  { ...DOCUMENTED, of: 'images', most: MOST_IMAGES, per: 'message' },
  { ...DOCUMENTED, of: 'documents', most: MOST_DOCUMENTS, per: 'message' },
];
