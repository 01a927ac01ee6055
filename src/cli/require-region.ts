import type { AwsFlags } from './flags.ts';
import type { Session } from './session.ts';

/** Finds the region in force, wherever it comes from, without asking AWS; undefined where none is set. */
export async function regionInForce({
  region,
  profile,
}: Pick<AwsFlags, 'region' | 'profile'>): Promise<string | undefined> {
  if (region !== undefined) return region;
  const { findRegion } = await import('../io/index.ts');
  return findRegion({ profile });
}

/**
 * Makes sure before any work that a region is set and is one, wherever it comes from.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` that names every way to set it.
 */
export async function requireAwsRegion(
  { region, profile, endpointUrl }: AwsFlags,
  { streams }: Session,
): Promise<string> {
  const { requireRegion } = await import('../io/index.ts');
  const named = Object.keys(streams.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
  return requireRegion({ region, profile, isOwnServer: endpointUrl !== undefined || named });
}
