import type { BedrockClient } from '@aws-sdk/client-bedrock';
import { endpointFor, isAwsHost, NeverSentError } from '../../io/index.ts';
import type { BedrockClientOptions, BedrockOptions } from './client-options.ts';
import { wrapJobError } from './job-errors.ts';

/**
 * Makes a client for Bedrock's control plane; credentials come from the SDK's default chain only.
 *
 * Nothing is read or sent before the first request. Close it with `destroy()`.
 *
 * @param options Region, profile and endpoint.
 * @returns A `BedrockClient` of `@aws-sdk/client-bedrock`.
 *
 * @example A client for an endpoint of one's own
 * ```ts
 * import { makeBedrockClient } from 'bedrock-batch/jobs';
 *
 * const bedrock = await makeBedrockClient({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:4711' });
 * console.assert((await bedrock.config.region()) === 'eu-west-1');
 * bedrock.destroy();
 * ```
 */
export async function makeBedrockClient(
  options: BedrockClientOptions = {},
): Promise<BedrockClient> {
  const { newClient } = await import('./aws-bedrock.ts');
  return newClient({ ...options, endpoint: await endpointFor('Bedrock', options) });
}

/** Calls a function with the client passed in, or with one that is closed afterwards. */
export async function withBedrock<T>(
  options: BedrockOptions,
  use: (bedrock: BedrockClient) => Promise<T>,
): Promise<T> {
  if (options.bedrock !== undefined) return use(options.bedrock);
  const made = await makeBedrockClient(options);
  try {
    return await use(made);
  } finally {
    made.destroy();
  }
}

/** Where a client's requests go. */
export interface Destination {
  readonly region: string;
  /** `aws`, or the URL of an endpoint that is not AWS's. */
  readonly endpoint: string;
}

/**
 * Finds where a client's requests will go, without sending one.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where no region is set.
 */
export async function destinationOf(bedrock: BedrockClient): Promise<Destination> {
  try {
    const { endpointUrl } = await import('./aws-bedrock.ts');
    const region = await bedrock.config.region();
    const { hostname, origin, pathname } = await endpointUrl(bedrock);
    const endpoint = isAwsHost(hostname) ? 'aws' : `${origin}${pathname.replace(/\/+$/, '')}`;
    return { region, endpoint };
  } catch (error) {
    throw wrapJobError(new NeverSentError(error), { operation: 'CreateModelInvocationJob' });
  }
}
