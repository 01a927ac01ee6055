import type { Ceiling } from '../plain-family.ts';

export const MOST_CHARACTERS = 50_000;

const BELIEVED = {
  per: 'text',
  doubt: "AWS's documents at hand do not confirm it",
  source: 'from memory of the field',
  readOn: '2026-11-20',
} as const;

export const titanCeilings: readonly Ceiling[] = [
  { ...BELIEVED, of: 'characters of a text', most: MOST_CHARACTERS },
  { ...BELIEVED, of: 'tokens of a text', most: 8192 },
];
