import type { AwsFlags } from './flags.ts';
import type { Session } from './session.ts';

/**
 * Makes sure before any work that a region is set and is one, wherever it comes from.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` that names every way to set it.
 */
export async function requireAwsRegion(
  { region, profile, endpointUrl }: AwsFlags,
  { streams }: Session,
): Promise<void> {
  const { requireRegion } = await import('../io/index.ts');
  const named = Object.keys(streams.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
  await requireRegion({ region, profile, isOwnServer: endpointUrl !== undefined || named });
}
