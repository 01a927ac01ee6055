/** What a client is given besides its endpoint. */
export interface EndpointSettings {
  readonly endpoint?: string;
  readonly useFipsEndpoint?: false;
  readonly useDualstackEndpoint?: false;
}

/**
 * Makes the settings of a client for an endpoint that was asked for.
 *
 * What environment and profile want of AWS's own endpoints, such as `AWS_USE_FIPS_ENDPOINT`, is not asked of the loopback;
 * elsewhere the SDK refuses it beside an endpoint, and has to.
 */
export function endpointSettings(endpoint: string | undefined): EndpointSettings {
  if (endpoint === undefined) return {};
  if (!isLoopback(endpoint)) return { endpoint };
  return { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false };
}

function isLoopback(endpoint: string): boolean {
  const { hostname } = URL.canParse(endpoint) ? new URL(endpoint) : { hostname: '' };
  return /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(hostname);
}
