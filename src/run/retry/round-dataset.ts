import type { BuiltDataset } from '../../builders/index.ts';
import { datasetFile, type Manifest, type Run, roundFolder } from '../../dataset/index.ts';
import { type RetryOptions, retryDataset } from '../../results/index.ts';

/** What a round is built by; its folder and its name are its own. */
type RoundOptions = Omit<RetryOptions, 'out' | 'name' | 'replace'>;

const LONGEST_NAME = 12;
const DIGEST_DIGITS = 6;

/**
 * Builds the dataset of a round, in place of one of which nothing was asked for; undefined where there is nothing to ask.
 *
 * @throws What `retryDataset` throws.
 */
export function buildRound(
  run: Run,
  round: number,
  options: RoundOptions,
): Promise<BuiltDataset | undefined> {
  return retryDataset(run, {
    ...options,
    out: datasetFile(run.dataset, roundFolder(run.name, round)),
    name: roundName(run.dataset.manifest, round),
    replace: true,
  });
}

/** {@link buildRound} of records that are asked on demand, however few they are. */
export function buildAskedRound(
  run: Run,
  round: number,
  options: Omit<RoundOptions, 'belowMinimum'>,
): Promise<BuiltDataset | undefined> {
  const quotas = { ...options.quotas, minRecordsPerJob: 0 };
  return buildRound(run, round, { ...options, quotas, belowMinimum: 'error' });
}

/** Two rounds may ask the very same records: they have other names, and so other jobs. So have those of two runs whose datasets have one name. */
function roundName({ name, digest }: Manifest, round: number): string {
  return `${name.slice(0, LONGEST_NAME)}-${digest.slice(0, DIGEST_DIGITS)}-retry-${round}`;
}
