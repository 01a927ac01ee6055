import { InvalidOptionError, S3Error, SourceError } from '../../core/index.ts';
import type { Dataset, Run } from '../../dataset/index.ts';
import { type Estimate, type EstimateOptions, estimateDataset } from '../../pricing/index.ts';
import { modelAsked } from '../request/check-model.ts';

/** What tells the price of jobs. */
interface Priced extends Pick<EstimateOptions, 'region' | 'priceIn' | 'priceOut' | 'signal'> {
  /** Model of the jobs. Default: that of the dataset. */
  readonly model?: string | undefined;
  readonly baseModel?: string | undefined;
}

/**
 * Estimates what a dataset costs that is on its way, so that it can be said what its jobs have cost so far.
 *
 * @returns Undefined where nothing tells it, which is no reason to stop jobs that are paid for: its shards are gone or may not be read, or only one of two prices was given.
 */
export async function wholeEstimate(
  { home, manifest }: Dataset,
  { region, priceIn, priceOut, signal, ...asked }: Priced,
): Promise<Estimate | undefined> {
  const dataset = { home, manifest: { ...manifest, ...modelAsked(manifest, asked) } };
  try {
    return await estimateDataset(dataset, { region, priceIn, priceOut, signal });
  } catch (error) {
    if (NOT_TOLD.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

const NOT_TOLD = [SourceError, S3Error, InvalidOptionError];

/** {@link wholeEstimate} of a run: in its region, of the model that its jobs were asked for. */
export function estimateOfRun(
  { dataset, state }: Run,
  prices: Pick<Priced, 'priceIn' | 'priceOut' | 'signal'>,
): Promise<Estimate | undefined> {
  const [model] = state.jobs.flatMap(({ attempts }) => attempts.at(-1)?.request.modelId ?? []);
  return wholeEstimate(dataset, { ...prices, region: state.target.region, model });
}
