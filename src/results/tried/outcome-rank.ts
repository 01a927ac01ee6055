import { incompleteReason, type Outcome } from '../outcomes/outcome.ts';

/**
 * Says how much an outcome is worth: a whole answer 3, one that was cut off, filtered or refused 2, a failure 1, none at all 0.
 *
 * Of several outcomes of one record the one that is worth most counts, and of equal ones the last.
 */
export function rankOf(outcome: Pick<Outcome, 'status' | 'finishReason'>): 0 | 1 | 2 | 3 {
  const { status } = outcome;
  if (status === 'succeeded') return incompleteReason(outcome) === undefined ? 3 : 2;
  return status === 'failed' ? 1 : 0;
}
