import {
  CostError,
  countOf,
  formatDollars,
  InvalidOptionError,
  quote,
  SourceError,
} from '../../core/index.ts';
import type { Dataset } from '../../dataset/index.ts';
import { type Estimate, type EstimateOptions, estimateDataset } from '../../pricing/index.ts';
import { type ModelOptions, modelAsked } from '../request/check-model.ts';

/** What jobs may cost, by which prices, and who counts tokens. */
export interface CostOptions
  extends Pick<EstimateOptions, 'priceIn' | 'priceOut' | 'tokenCounter' | 'countedRecords'> {
  /**
   * USD that the jobs which are still to be asked for may cost at most, by the upper end of their estimate. Where they may cost more, or that
   * end is not known, nothing is uploaded or asked for. Default: no limit.
   */
  readonly maxCost?: number | undefined;
  /** Told what the jobs that are to be asked for are estimated to cost, before anything is sent. */
  readonly onEstimate?: ((estimate: Estimate) => void) | undefined;
}

/** What is asked for, and where. */
interface AskedJobs extends CostOptions, ModelOptions {
  readonly folders: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes sure that jobs which are to be asked for cost no more than they may. Nothing is read where nobody asks.
 *
 * @throws {CostError} `COST_OVER_LIMIT` where they may cost more, or where that cannot be known.
 * @throws {InvalidOptionError} `INVALID_OPTION` for a limit or a price that is none.
 */
export async function requireCost(dataset: Dataset, asked: AskedJobs): Promise<void> {
  const { maxCost, onEstimate } = asked;
  requireLimit(maxCost);
  if (asked.folders.length === 0 || (maxCost === undefined && onEstimate === undefined)) return;
  const estimate = await estimateOf(dataset, asked);
  if (estimate === undefined) return;
  onEstimate?.(estimate);
  if (maxCost !== undefined) requireWithin(maxCost, estimate);
}

/** Shards that lie in S3 may be gone from the folder: without a limit that is no reason to stop. */
async function estimateOf(dataset: Dataset, asked: AskedJobs): Promise<Estimate | undefined> {
  try {
    return await estimateDataset(partOf(dataset, asked), asked);
  } catch (error) {
    if (asked.maxCost === undefined && error instanceof SourceError) return undefined;
    throw error;
  }
}

function requireLimit(maxCost: number | undefined): void {
  if (maxCost === undefined || (Number.isFinite(maxCost) && maxCost >= 0)) return;
  throw new InvalidOptionError(`"maxCost" is ${maxCost}, and a limit is a number from 0 on`, {
    option: 'maxCost',
    received: String(maxCost),
    expected: 'USD',
  });
}

/** The dataset as if it had only the jobs that are asked for, of the model they are asked for. */
function partOf({ home, manifest }: Dataset, { folders, ...asked }: AskedJobs) {
  const jobs = manifest.jobs.filter((job) => folders.includes(job.folder));
  const records = jobs.reduce((sum, job) => sum + job.records, 0);
  return { home, manifest: { ...modelAsked(manifest, asked), jobs, records } };
}

function requireWithin(limit: number, estimate: Estimate): void {
  const most = estimate.cost?.most;
  if (most !== undefined && most <= limit) return;
  if (most === undefined) throw cannotBeChecked(limit, estimate);
  throw new CostError(
    `${countOf(estimate.records, 'record')} may cost up to $${formatDollars(most)}, and the limit is $${formatDollars(limit)}; nothing was sent`,
    {
      limit,
      most,
      hint: 'Raise the limit, take fewer rows with --limit, or bound the answers with --max-tokens; bedrock-batch estimate shows what the estimate is made of',
    },
  );
}

function cannotBeChecked(limit: number, estimate: Estimate): CostError {
  const { why, hint } = whyUnknown(estimate);
  const message = `It is not known whether the jobs cost more than the limit of $${formatDollars(limit)}: ${why}; nothing was sent`;
  return new CostError(message, { limit, most: undefined, hint });
}

interface Unknown {
  readonly why: string;
  readonly hint: string;
}

function whyUnknown({
  model,
  price,
  mostTokensOut,
  unreadable,
  withMedia,
  ...more
}: Estimate): Unknown {
  if (price.kind === 'unknown') {
    const hint = `Say what ${quote(model, 200)} costs, in USD for a million tokens, with --price-in and --price-out (in the library priceIn and priceOut)`;
    return { why: price.reason, hint };
  }
  if (mostTokensOut === undefined) {
    const hint = 'Bound the answers with --max-tokens, or leave out the limit';
    return { why: `${countOf(more.unbounded, 'record')} without a bound of the answer`, hint };
  }
  if (unreadable > 0) {
    const hint = 'bedrock-batch validate says what is wrong with them';
    return { why: `${countOf(unreadable, 'line')} that cannot be read`, hint };
  }
  const hint = 'Leave out the limit, and let a part of the records tell what they cost: --limit';
  return { why: `the tokens of media in ${countOf(withMedia, 'record')} are not counted`, hint };
}
