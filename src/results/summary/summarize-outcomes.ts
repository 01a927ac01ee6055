import { requireOption } from '../../core/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { inBatches } from '../outcomes/outcome-batch.ts';
import { OutcomeSummarizer, type OutcomeSummary } from './outcome-summary.ts';

/** Options of {@link summarizeOutcomes}. */
export interface SummarizeOptions {
  /** How many of the first outcomes are kept. Default 0. */
  readonly first?: number | undefined;
}

/**
 * Adds outcomes up by status, finish reason and error code, with three examples of each.
 *
 * Memory: at most 203 groups with three short examples each, and the first outcomes that were asked for, whatever the number of outcomes.
 *
 * @param outcomes Such as those of {@link readOutcomes} or {@link readSavedOutcomes}.
 * @param options How many of the first are kept.
 * @returns What they come to.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a number of first ones that is none.
 *
 * @example What went wrong
 * ```ts
 * import { type Outcome, summarizeOutcomes } from 'bedrock-batch/results';
 *
 * // as well: readSavedOutcomes(run)
 * async function* outcomes(): AsyncGenerator<Outcome> {
 *   yield { recordId: '1', status: 'succeeded', finishReason: 'stop', text: 'Horror' };
 *   yield { recordId: '2', status: 'failed', error: { code: '429', message: 'slow down', retryable: true } };
 * }
 * const { errors } = await summarizeOutcomes(outcomes());
 * console.assert(errors[0]?.value === '429' && errors[0].examples[0]?.recordId === '2');
 * ```
 */
export function summarizeOutcomes(
  outcomes: AsyncIterable<Outcome>,
  options: SummarizeOptions = {},
): Promise<OutcomeSummary> {
  return summarizeBatches(inBatches(outcomes), options);
}

/** {@link summarizeOutcomes} of outcomes that come some at a time. */
export async function summarizeBatches(
  batches: AsyncIterable<Iterable<Outcome>>,
  { first = 0 }: SummarizeOptions,
): Promise<OutcomeSummary> {
  const holds = Number.isInteger(first) && first >= 0;
  const expected = 'a whole number from 0 on';
  requireOption(holds, { option: 'first', value: first, expected });
  const summarizer = new OutcomeSummarizer(first);
  for await (const batch of batches) for (const outcome of batch) summarizer.add(outcome);
  return summarizer.summary;
}
