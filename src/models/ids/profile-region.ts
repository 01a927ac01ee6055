/** Which profile prefixes belong to regions whose names begin alike; the longest beginning counts. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  'us-gov-': ['us-gov'],
  'us-': ['us', 'global'],
  'eu-': ['eu', 'global'],
  'ap-': ['apac', 'global'],
  'ap-northeast-1': ['apac', 'jp', 'global'],
  'ap-northeast-3': ['apac', 'jp', 'global'],
  'ap-southeast-2': ['apac', 'au', 'global'],
  'ap-southeast-4': ['apac', 'au', 'global'],
  'ap-southeast-6': ['apac', 'au', 'global'],
  'ca-': ['ca', 'us', 'global'],
  'cn-': [],
  'eusc-': ['eu'],
};

/** Profiles of one country or partition, which no region elsewhere has. */
const CLOSED: ReadonlySet<string> = new Set(['us-gov', 'jp', 'au', 'ca']);

const KNOWN: ReadonlySet<string> = new Set(Object.values(PREFIXES).flat());

/**
 * Tells whether an inference profile may be used from a region, as far as its prefix tells.
 *
 * Unsure: read off the names, for AWS lists the regions of each profile one by one. Where nothing is known it fits.
 *
 * @param prefix Prefix of the profile, such as `eu`.
 * @param region Region of the job, such as `eu-central-1`.
 * @returns False only where prefix and region are of different parts of the world.
 */
export function profileFitsRegion(prefix: string, region: string): boolean {
  if (!KNOWN.has(prefix)) return true;
  const fitting = prefixesOf(region);
  return fitting === undefined ? !CLOSED.has(prefix) : fitting.includes(prefix);
}

/** The usual ones, for where no region is known. */
const USUAL = ['us', 'eu', 'apac'];

/** Prefixes of the profiles that may be used from a region, as far as names tell; the likeliest first. */
export function profilePrefixesOf(region: string | undefined): readonly string[] {
  return region === undefined ? USUAL : (prefixesOf(region) ?? ['global']);
}

/** Ids of the profiles of a model that may be used from a region, as far as prefixes tell. */
export function profilesOf(foundationModel: string, region: string | undefined): readonly string[] {
  return profilePrefixesOf(region).map((prefix) => `${prefix}.${foundationModel}`);
}

function prefixesOf(region: string): readonly string[] | undefined {
  const [part] = Object.keys(PREFIXES)
    .filter((start) => region.startsWith(start))
    .sort((a, b) => b.length - a.length);
  return part === undefined ? undefined : PREFIXES[part];
}
