import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AwsFlags } from '../flags/flags.ts';
import type { Session } from '../session/session.ts';

/** Finds the region in force, wherever it comes from, without asking AWS; undefined where none is set. */
export async function regionInForce({
  region,
  profile,
}: Pick<AwsFlags, 'region' | 'profile'>): Promise<string | undefined> {
  if (region !== undefined) return region;
  const { findRegion, pathKind, REGION_VARIABLES } = await import('../../io/index.ts');
  const kinds = await Promise.all(configFiles().map(pathKind));
  const isConfigured = REGION_VARIABLES.some((name) => (process.env[name] ?? '') !== '');
  // the SDK's reader takes a third of the start of validate: it is loaded where there is something to read
  if (!isConfigured && kinds.every((kind) => kind === 'missing')) return undefined;
  return findRegion({ profile });
}

/** The shared configuration files of AWS; either may name a region. */
function configFiles(): readonly string[] {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const folder = join(homedir(), '.aws');
  return [
    AWS_CONFIG_FILE ?? join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
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
  const { requireRegion } = await import('../../io/index.ts');
  const named = Object.keys(streams.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
  return requireRegion({ region, profile, isOwnServer: endpointUrl !== undefined || named });
}
