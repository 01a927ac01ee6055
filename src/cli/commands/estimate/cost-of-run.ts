import { S3Error, SourceError } from '../../../core/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type { Estimate } from '../../../pricing/index.ts';
import type { JobOutcomes, RunCost, TriedRound } from '../../../results/index.ts';
import { LOCAL_ENDPOINT } from '../../services/local-run.ts';
import type { PriceFlags } from './price-flags.ts';

/** What a run has cost, beside what was estimated for it. */
export interface ComparedCost extends RunCost {
  /** Of the run itself, without retries; undefined where its shards are gone. */
  readonly estimate: Estimate | undefined;
  /** Whether nothing was paid, because the jobs ran in the embedded emulator. */
  readonly isLocal: boolean;
}

/** What the outcomes of a run add up to. */
interface Outcomes extends PriceFlags {
  readonly jobs: readonly JobOutcomes[];
  readonly rounds?: readonly TriedRound[] | undefined;
}

/** Says what a run has cost by the tokens of its outcomes, beside the estimate of its dataset. */
export async function costOfRun(
  run: Run,
  { jobs, rounds, priceIn, priceOut }: Outcomes,
): Promise<ComparedCost> {
  const { runCost } = await import('../../../results/index.ts');
  const cost = runCost(run, jobs, { rounds, priceIn, priceOut });
  const isLocal = run.state.target.endpoint === LOCAL_ENDPOINT;
  return { ...cost, estimate: await estimateOf(run, cost, { priceIn, priceOut }), isLocal };
}

async function estimateOf(
  { dataset, state }: Run,
  { jobs: [first] }: RunCost,
  prices: PriceFlags,
): Promise<Estimate | undefined> {
  const { estimateDataset } = await import('../../../pricing/index.ts');
  const { home, manifest } = dataset;
  const own = { ...manifest, model: first?.model ?? manifest.model };
  const { region } = state.target;
  try {
    return await estimateDataset({ home, manifest: own }, { ...prices, region });
  } catch (error) {
    // nobody has to keep the shards of a run that has ended
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof SourceError ||
    (error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND')
  );
}
