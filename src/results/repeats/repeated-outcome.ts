import { copyTexts } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/**
 * Gives a row that shares the answer of a record its own outcome: the same in all but its id, and its row where rows are joined.
 *
 * The tokens are those of the record, and named there alone: whoever adds them up counts them once.
 */
export function repeatedOutcome(
  asked: Outcome,
  own: Pick<Outcome, 'recordId'> & { readonly row?: unknown },
): Outcome {
  const { recordId: askedAs, usage: _usage, row: _row, ...same } = asked;
  const { recordId, ...row } = own;
  return copyTexts(asked, Object.freeze({ recordId, askedAs, ...same, ...row }));
}
