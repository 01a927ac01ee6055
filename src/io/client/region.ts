import { InvalidOptionError, quote } from '../../core/index.ts';
import { REGION_VARIABLES } from './region-variables.ts';

/** Where a region may stand. */
export interface RegionOptions {
  /** Wins over whatever is configured. */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. Default: AWS_PROFILE, or `default`. */
  readonly profile?: string | undefined;
}

/** `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`; an availability zone, `us-east-1a`, is none. */
const NAME_OF_AWS = /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/;
/** What the ARN of a job has room for, in the API model of Bedrock; a server other than AWS may call its region so. */
const NAME_OF_ANYONE = /^[a-z0-9-]{1,20}$/;
const EXAMPLE = 'a region such as us-east-1';
const WAYS = `--region, ${REGION_VARIABLES.join(', ')}, or the profile in the AWS config file`;

/** Gives a client of the SDK its region: as given, or as {@link findRegion} finds it, at its first request. */
export function regionProvider({
  region,
  profile,
}: RegionOptions): string | (() => Promise<string>) {
  if (region !== undefined) return region;
  let found: Promise<string> | undefined;
  return () => {
    found ??= import('./aws-region.ts').then(({ configuredRegion }) => configuredRegion(profile));
    return found;
  };
}

/** Finds the region in force, without asking AWS: as given, AWS_REGION, AWS_DEFAULT_REGION, or the profile's; undefined where none is set. */
export async function findRegion(options: RegionOptions): Promise<string | undefined> {
  const region = regionProvider(options);
  try {
    return typeof region === 'string' ? region : (await region()) || undefined;
  } catch {
    return undefined; // the provider throws where nothing is configured, and for nothing else
  }
}

/**
 * Finds the region in force and looks at its shape.
 *
 * @param options Where it may stand; whether a server other than AWS is asked, which may call its region as it likes.
 * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set, or what is set is no name of a region.
 */
export async function requireRegion(
  options: RegionOptions & { readonly isOwnServer?: boolean | undefined },
): Promise<string> {
  const region = await findRegion(options);
  if (region === undefined) throw regionMissing();
  const shape = options.isOwnServer === true ? NAME_OF_ANYONE : NAME_OF_AWS;
  if (shape.test(region)) return region;
  throw new InvalidOptionError(`The region ${quote(region)} is not the name of an AWS region`, {
    option: 'region',
    expected: EXAMPLE,
    received: quote(region),
    hint: `Give ${EXAMPLE} by ${WAYS}`,
  });
}

/** No region is set anywhere; the SDK's own error may be the cause. */
export function regionMissing(cause?: unknown): InvalidOptionError {
  return new InvalidOptionError('No AWS region is set, and batch inference runs in one region', {
    option: 'region',
    expected: EXAMPLE,
    received: 'nothing',
    cause,
    hint: `Give it by ${WAYS}`,
  });
}
