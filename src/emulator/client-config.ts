import type { Credentials } from './signature/credentials.ts';

/**
 * What makes a client of the SDK call the emulator, whatever environment and configuration files say of AWS.
 *
 * Endpoint, region and credentials alone do not: with client-bedrock 3.1162 the variable `AWS_BEARER_TOKEN_BEDROCK` beats
 * credentials given to the constructor, and `AWS_USE_FIPS_ENDPOINT` refuses an endpoint that is not AWS's.
 */
export interface ClientConfig {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Buckets stand in the path: the loopback has no names for them. Clients of other services leave it alone. */
  readonly forcePathStyle: true;
  readonly authSchemePreference: string[];
  readonly useFipsEndpoint: false;
  readonly useDualstackEndpoint: false;
  readonly requestChecksumCalculation: 'WHEN_SUPPORTED';
  readonly responseChecksumValidation: 'WHEN_SUPPORTED';
  readonly defaultsMode: 'legacy';
}

/** Makes the configuration of clients of an emulator. */
export function clientConfigFor(
  emulator: Pick<ClientConfig, 'endpoint' | 'region' | 'credentials'>,
): ClientConfig {
  return {
    ...emulator,
    forcePathStyle: true,
    authSchemePreference: ['sigv4'],
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    responseChecksumValidation: 'WHEN_SUPPORTED',
    defaultsMode: 'legacy',
  };
}
