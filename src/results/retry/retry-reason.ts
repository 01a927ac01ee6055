import { InvalidOptionError, quote } from '../../core/index.ts';
import { type IncompleteReason, incompleteReasons, type Outcome } from '../outcomes/outcome.ts';

/**
 * What a record is tried again for where that is asked for: how its answer ended, or that its output held none, however it
 * ended.
 */
export type RetryReason = IncompleteReason | 'no-answer';

/** All of them. */
export const retryReasons: readonly RetryReason[] = Object.freeze([
  ...incompleteReasons,
  'no-answer',
]);

const NO_ANSWER = new Set(['MODEL_OUTPUT_EMPTY', 'MODEL_OUTPUT_UNKNOWN', 'MODEL_OUTPUT_ENCODING']);

/**
 * Tells whether trying a record again is worth its price: what was not processed, what is missing, and failures that are
 * called passing. Complete answers never are.
 *
 * @param outcome An outcome, or what is known of one.
 * @param retryOn What else is worth it. Default: nothing, since the same record is likely to be cut off or refused again.
 *
 * @example An answer that was refused
 * ```ts
 * import { isWorthRetrying } from 'bedrock-batch/results';
 *
 * const outcome = { status: 'succeeded', finishReason: 'refusal' } as const;
 * console.assert(!isWorthRetrying(outcome));
 * console.assert(isWorthRetrying(outcome, ['refusal']));
 * ```
 */
export function isWorthRetrying(
  { status, error, finishReason }: Pick<Outcome, 'status' | 'error' | 'finishReason'>,
  retryOn: readonly RetryReason[] = [],
): boolean {
  if (status === 'unprocessed' || status === 'missing') return true;
  if (status === 'failed' && error?.retryable === true) return true;
  if (retryOn.some((reason) => reason === finishReason)) return true;
  return retryOn.includes('no-answer') && NO_ANSWER.has(error?.code ?? '');
}

/**
 * Checks what a program asks records to be tried again for.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` naming the words there are.
 */
export function requireRetryReasons(retryOn: readonly string[]): void {
  const unknown = retryOn.find((reason) => !retryReasons.some((known) => known === reason));
  if (unknown === undefined) return;
  throw new InvalidOptionError(`There is no reason ${quote(unknown)} to try a record again`, {
    option: 'retryOn',
    expected: retryReasons.join(', '),
    received: unknown,
  });
}
