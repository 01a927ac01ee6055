import { CostError, countOf, formatDollars } from '../../core/index.ts';
import type { CostOptions } from '../../jobs/index.ts';
import type { PaidTokens } from '../../results/index.ts';
import type { CanaryReport } from './canary-report.ts';

/**
 * Makes sure that what the canary has cost, and what the rest is expected to cost at most, are within the limit.
 *
 * @throws {CostError} `COST_OVER_LIMIT` where they may be more, or nobody can tell.
 */
export function requireProjected(report: CanaryReport, { maxCost: limit }: CostOptions): void {
  const { rest, paid, projected } = report;
  if (limit === undefined || rest === 0) return;
  const most = mostOf(report);
  if (most !== undefined && most <= limit) return;
  const left = `the other ${countOf(rest, 'record')} ${rest === 1 ? 'was' : 'were'} not submitted`;
  if (most === undefined) {
    const why = isCached(paid)
      ? `the canary took ${countOf(paid.cacheTokens ?? 0, 'token')} of a cache, whose price was not read`
      : 'the canary does not say what its answers cost';
    const message = `It is not known whether the jobs cost more than the limit of $${formatDollars(limit)}: ${why}; ${left}`;
    const hint = isCached(paid)
      ? 'Leave out the limit, or the marks to cache at: in batch inference a cache saves nothing'
      : 'Say what tokens cost with --price-in and --price-out, or leave out the limit';
    throw new CostError(message, { limit, most, hint });
  }
  const spent = `the canary has cost up to $${formatDollars(paid.cost?.high ?? 0)} and the rest is expected to cost up to $${formatDollars(projected?.cost?.high ?? 0)}`;
  throw new CostError(
    `By its canary, ${spent}, and the limit is $${formatDollars(limit)}; ${left}`,
    {
      limit,
      most,
      hint: 'Raise the limit and repeat the same command: the canary is not paid for again',
    },
  );
}

function isCached({ cacheTokens = 0 }: PaidTokens): boolean {
  return cacheTokens > 0;
}

function mostOf({ paid, projected }: CanaryReport): number | undefined {
  if (isCached(paid)) return undefined;
  const both = [paid.cost?.high, projected?.cost?.high];
  return both.reduce((sum, cost) =>
    sum === undefined || cost === undefined ? undefined : sum + cost,
  );
}
