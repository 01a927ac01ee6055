import { withoutUndefined } from '../../core/index.ts';
import { copyTexts, keepTexts, textsOf } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/** How often a record was asked, and what a retry came to that is better than what the run itself came to. */
export type Tried =
  | { readonly attempts: number }
  | { readonly attempts: number; readonly round: number; readonly again: Outcome };

/**
 * Gives the best outcome of a record: what a retry came to in place of what the run itself came to, at the record's own place and
 * with its own row and record. Tokens stand with the record that was asked.
 */
export function bestOutcome(own: Outcome, tried: Tried): Outcome {
  const { attempts } = tried;
  const { row: _row, record: _record, ...said } = own;
  const ours = { ...pick(own, 'row'), ...pick(own, 'record') };
  if (!('again' in tried)) {
    const outcome = Object.freeze({ ...said, attempts, ...ours });
    return copyTexts(own, outcome);
  }
  const { again, round } = tried;
  const { recordId, askedAs, job, shard, line } = own;
  const { asked, status, reason, output, text, answer, finishReason, stopReason, error } = again;
  const usage = askedAs === undefined ? again.usage : undefined;
  const retry = withoutUndefined({ round, job: again.job, shard: again.shard, line: again.line });
  const outcome = Object.freeze({
    recordId,
    ...withoutUndefined({ askedAs, asked }),
    status,
    ...withoutUndefined({ reason, output, text, answer, finishReason, stopReason, usage, error }),
    ...withoutUndefined({ job, shard, line }),
    attempts,
    retry: Object.freeze(retry),
    ...ours,
  });
  return keepTexts(outcome, { output: textsOf(again)?.output, record: textsOf(own)?.record });
}

/** A row may be undefined, and stands in its outcome all the same. */
function pick(outcome: Outcome, key: 'row' | 'record'): Partial<Outcome> {
  return Object.hasOwn(outcome, key) ? { [key]: outcome[key] } : {};
}
