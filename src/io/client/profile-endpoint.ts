/** Where the endpoint of a client may stand. */
export interface EndpointOptions {
  readonly endpoint?: string | undefined;
  /** Profile of the shared configuration files that was asked for. */
  readonly profile?: string | undefined;
}

/**
 * Finds the endpoint that a client is given: as asked for, else that of the profile that was asked for; undefined where the
 * SDK's own rules hold.
 *
 * A client of the SDK takes region and credentials of the profile in its options, but `endpoint_url` only of the one that
 * AWS_PROFILE names: requests that were meant for a server of one's own would go to AWS.
 */
export async function endpointFor(
  service: string,
  { endpoint, profile }: EndpointOptions,
): Promise<string | undefined> {
  if (endpoint !== undefined || profile === undefined) return endpoint;
  const { profileEndpoint } = await import('./aws-profile-endpoint.ts');
  return profileEndpoint(service, profile);
}
