import type { Ceiling } from '../plain-family.ts';

/** Of a text that nothing cuts. */
export const MOST_TOKENS = 8192;

const DOCUMENTED = {
  source: 'AWS, Nova user guide, "Complete embeddings request and response schema"',
  readOn: '2026-11-20',
} as const;

export const novaEmbeddingCeilings: readonly Ceiling[] = [
  { ...DOCUMENTED, of: 'tokens of a text', most: MOST_TOKENS, per: 'text' },
  { ...DOCUMENTED, of: 'seconds of sound or video', most: 30, per: 'medium' },
];
