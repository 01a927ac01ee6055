import type { Run } from '../dataset/index.ts';
import {
  type JobOutcomes,
  noCounts,
  noTokens,
  type OutcomeTotals,
  readSavedOutcomes,
  sumOutcomes,
} from '../results/index.ts';

/**
 * Adds up the outcomes that stand in a run's folder; jobs whose outcomes were read in this call are known already.
 *
 * Memory: one block of lines.
 */
export async function totalsOf(run: Run, read: readonly JobOutcomes[]): Promise<OutcomeTotals> {
  const known = new Set(read.map(({ folder }) => folder));
  const saved = new Map<
    string,
    {
      counts: Record<keyof typeof noCounts, number>;
      tokens: { inputTokens: number; outputTokens: number };
    }
  >();
  for await (const { job, status, usage } of readSavedOutcomes(run)) {
    if (known.has(job)) continue;
    const sums = saved.get(job) ?? { counts: { ...noCounts }, tokens: { ...noTokens } };
    sums.counts[status] += 1;
    sums.tokens.inputTokens += usage?.inputTokens ?? 0;
    sums.tokens.outputTokens += usage?.outputTokens ?? 0;
    saved.set(job, sums);
  }
  const padding = { counts: noCounts, tokens: noTokens };
  const rest = [...saved].map(
    ([folder, sums]): JobOutcomes => ({
      folder,
      ...sums,
      padding,
      anomalies: 0,
      anomalyExamples: [],
    }),
  );
  return sumOutcomes([...read, ...rest]);
}
