import type { DoubtfulNumbers } from '../../rules/doubtful.ts';

/** What numbers are believed to be; the schema leaves them to the rules. */
export const mistralCompletionNumbers: DoubtfulNumbers<'max_tokens' | 'temperature' | 'top_p'> = {
  max_tokens: { path: ['max_tokens'], int: true, min: 1 },
  temperature: { path: ['temperature'], min: 0, max: 1 },
  top_p: { path: ['top_p'], min: 0, max: 1 },
};

/** Believed to be so. */
export const MOST_STOPS = 10;
