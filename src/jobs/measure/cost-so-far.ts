import type { DatasetJob, JobRequest, RunJob } from '../../dataset/index.ts';
import { normalizeModelId } from '../../models/index.ts';
import { costOfTokens, type Estimate, type TokenPrice } from '../../pricing/index.ts';
import type { CostSoFar } from './run-measure.ts';

/** Jobs of a run, what they hold, and what all of the dataset is estimated to cost. */
export interface CostedJobs {
  /** Jobs of the manifest that count. */
  readonly jobs: readonly DatasetJob[];
  readonly state: readonly RunJob[];
  readonly estimate: Estimate;
  /** Records of a job that are processed, by its folder, and how many of them failed. */
  readonly processedOf: (folder: string) => { readonly processed: number; readonly failed: number };
}

/**
 * Says what processed records have cost: by the tokens of the outcomes where those of a job are kept, else as their share of the estimate, of what is read by bytes
 * and of what is written by records. Whether a record that failed is billed nobody knows, so it is only in the upper end.
 *
 * @returns Undefined where no price is known, or jobs are of another model than the one that was estimated.
 */
export function costSoFar(costed: CostedJobs): CostSoFar | undefined {
  const { jobs, state, estimate } = costed;
  const runs = new Map(state.map((job) => [job.folder, job]));
  const sum = { low: 0, high: 0, isBounded: true, isEstimated: false };
  for (const job of jobs) {
    const run = runs.get(job.folder);
    const request = run?.attempts.at(-1)?.request;
    if (request !== undefined && !isOfModel(request, estimate)) return undefined;
    const cost = (run && savedCost(run, estimate)) ?? estimatedCost(job, costed);
    if (cost === undefined) return undefined;
    sum.low += cost.low;
    sum.high += cost.high ?? 0;
    sum.isBounded &&= cost.high !== undefined;
    sum.isEstimated ||= cost.isEstimated;
  }
  const { low, high, isBounded, isEstimated } = sum;
  return { low, high: isBounded ? Math.max(low, high) : undefined, isEstimated };
}

const NOTHING: CostSoFar = { low: 0, high: 0, isEstimated: false };

function estimatedCost(
  { folder, ...job }: DatasetJob,
  { estimate, processedOf }: CostedJobs,
): CostSoFar | undefined {
  const { cost, bytes, records } = estimate;
  if (cost === undefined) return undefined;
  const { processed, failed } = processedOf(folder);
  if (processed === 0) return NOTHING;
  const read = bytes === 0 ? 0 : job.bytes / job.records / bytes;
  const most = read * cost.input.high + (cost.mostOutput ?? 0) / records;
  return {
    low: (processed - failed) * read * cost.input.low,
    high: cost.most === undefined ? undefined : processed * most,
    isEstimated: true,
  };
}

/** Undefined where the outcomes of the job are not kept, or are those of an attempt before. */
function savedCost({ attempts, saved }: RunJob, { price }: Estimate): CostSoFar | undefined {
  if (saved === undefined || saved.attempt !== attempts.at(-1)?.attempt) return undefined;
  if (price.kind === 'unknown') return undefined;
  const all = [saved.tokens, saved.padding.tokens];
  const at = (price: TokenPrice) =>
    all.reduce((sum, tokens) => sum + costOfTokens(tokens, price), 0);
  // no price of these was read
  const isCached = all.some(({ cacheTokens = 0 }) => cacheTokens > 0);
  const high = isCached ? undefined : at(price.high);
  return { low: at(price.low), high, isEstimated: false };
}

function isOfModel({ modelId }: JobRequest, { model }: Estimate): boolean {
  return modelId === model || normalizeModelId(modelId) === normalizeModelId(model);
}
