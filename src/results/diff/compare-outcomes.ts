import { canonicalJson } from '../../core/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';

/**
 * How two outcomes of one record differ: not, in what was answered or why there is no answer, or in their status; or only one of the two runs has
 * the record.
 */
export type OutcomeChange = 'same' | 'different' | 'status' | 'only-a' | 'only-b';

/** All of them, in the order of reports. */
export const outcomeChanges: readonly OutcomeChange[] = Object.freeze([
  'same',
  'different',
  'status',
  'only-a',
  'only-b',
]);

/** What became of one record in two runs. */
export interface OutcomePair {
  readonly recordId: string;
  readonly change: OutcomeChange;
  /** Absent where only the second run has the record. */
  readonly a?: Outcome | undefined;
  /** Absent where only the first run has it. */
  readonly b?: Outcome | undefined;
}

/** Puts two outcomes of one record side by side. */
export function pairOf(a: Outcome, b: Outcome): OutcomePair {
  return Object.freeze({ recordId: a.recordId, change: changeOf(a, b), a, b });
}

function changeOf(a: Outcome, b: Outcome): OutcomeChange {
  if (a.status !== b.status) return 'status';
  const isSame =
    a.status === 'succeeded'
      ? isSameAnswer(a, b)
      : a.error?.code === b.error?.code && a.reason === b.reason;
  return isSame ? 'same' : 'different';
}

/** Checked answers are compared as values, others by their text, and what has none, such as an embedding, by its output. */
function isSameAnswer(a: Outcome, b: Outcome): boolean {
  if (a.answer !== undefined && b.answer !== undefined) return isSameValue(a.answer, b.answer);
  if (a.text !== undefined || b.text !== undefined) return a.text === b.text;
  return isSameValue(a.output, b.output);
}

/** The order of members is no difference. */
function isSameValue(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
