import { tokensInCache } from '../../models/lean.ts';
import type { IncompleteCounts, OutcomeCounts, TokenTotals } from './job-outcomes.ts';
import { incompleteReason, type Outcome, type RecordStatus } from './outcome.ts';

/** What outcomes add up to so far. */
export type OutcomeSums = {
  counts: Record<RecordStatus, number>;
  incomplete: Record<keyof IncompleteCounts, number>;
  unjudged: number;
  tokens: { inputTokens: number; outputTokens: number; cacheTokens: number };
};

/** What of an outcome is added up. */
export type Tallied = Pick<Outcome, 'finishReason' | 'usage'> & {
  readonly status: RecordStatus;
  /** Whether nothing could be said of the answer, since nobody knows the model's family. */
  readonly isUnjudged?: boolean | undefined;
};

/** Nothing yet. */
export const noSums = (): OutcomeSums => ({
  counts: { succeeded: 0, failed: 0, unprocessed: 0, missing: 0 },
  incomplete: { length: 0, 'content-filter': 0, refusal: 0, other: 0 },
  unjudged: 0,
  tokens: { inputTokens: 0, outputTokens: 0, cacheTokens: 0 },
});

/** Adds an outcome. */
export function addTo(sums: OutcomeSums, outcome: Tallied): void {
  const { status, usage, isUnjudged } = outcome;
  const reason = incompleteReason(outcome);
  sums.counts[status] += 1;
  if (reason !== undefined) sums.incomplete[reason] += 1;
  if (isUnjudged === true) sums.unjudged += 1;
  if (usage === undefined) return;
  sums.tokens.inputTokens += usage.inputTokens ?? 0;
  sums.tokens.outputTokens += usage.outputTokens ?? 0;
  sums.tokens.cacheTokens += tokensInCache(usage);
}

/** Gives a copy that stays as it is. */
export function frozen({ counts, incomplete, unjudged, tokens }: OutcomeSums): {
  readonly counts: OutcomeCounts;
  readonly incomplete: IncompleteCounts;
  readonly unjudged: number;
  readonly tokens: TokenTotals;
} {
  const { cacheTokens, ...others } = tokens;
  return Object.freeze({
    counts: Object.freeze({ ...counts }),
    incomplete: Object.freeze({ ...incomplete }),
    unjudged,
    tokens: Object.freeze({ ...others, ...(cacheTokens > 0 && { cacheTokens }) }),
  });
}
