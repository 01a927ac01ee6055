import type { DoubtfulNumbers } from '../../rules/doubtful.ts';

/** What numbers are believed to be; the schema leaves them to the rules. */
export const llamaNumbers: DoubtfulNumbers<'temperature' | 'top_p' | 'max_gen_len'> = {
  temperature: { path: ['temperature'], min: 0, max: 1 },
  top_p: { path: ['top_p'], min: 0, max: 1 },
  max_gen_len: { path: ['max_gen_len'], int: true, min: 1 },
};
