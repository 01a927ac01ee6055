import type { Ceiling } from '../plain-family.ts';

export const MOST_TOKENS = 256;

export const titanMultimodalCeilings: readonly Ceiling[] = [
  {
    of: 'tokens of a text',
    most: MOST_TOKENS,
    per: 'text',
    doubt: 'another list says 128',
    source: 'AWS, "Amazon Titan Multimodal Embeddings G1"',
    readOn: '2026-11-20',
  },
];
