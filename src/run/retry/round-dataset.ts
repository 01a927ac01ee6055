import type { BuiltDataset } from '../../builders/index.ts';
import { type Manifest, openHome, type Run, roundFolder } from '../../dataset/index.ts';
import { type RetryOptions, retryDataset } from '../../results/index.ts';

/** What a round is built by; its name is its own. */
type RoundOptions = Omit<RetryOptions, 'out' | 'name' | 'replace'> & {
  /** Where it is built in place of its own folder, to be looked at and not to be asked. */
  readonly out?: string | undefined;
};

const LONGEST_NAME = 12;
const DIGEST_DIGITS = 6;

/**
 * Builds the dataset of a round, in place of one of which nothing was asked for; undefined where there is nothing to ask.
 *
 * @throws What `retryDataset` throws.
 */
export async function buildRound(
  run: Run,
  round: number,
  options: RoundOptions,
): Promise<BuiltDataset | undefined> {
  const { home, manifest } = run.dataset;
  const folder = roundFolder(run.name, round);
  const { out = home.nameOf(folder) } = options;
  const name = roundName(manifest, round);
  const built = await retryDataset(run, { ...options, out, name, replace: true });
  if (built === undefined || home.folder !== undefined || options.out !== undefined) return built;
  // it is asked, and closed, with the dataset that it is a part of
  built.home.close();
  return { ...built, ...(await openHome(home.below(folder))) };
}

/** Names the place of the outputs of a round in S3 that lies there: below those of its run, where the role of its jobs may write. */
export function roundOutputUri(
  { dataset, state, name }: Run,
  round: number,
  given: string | undefined,
): string | undefined {
  if (given !== undefined || dataset.home.folder !== undefined) return given;
  return `${state.outputUri}${roundFolder(name, round)}/`;
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
