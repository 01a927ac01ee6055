import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';

/** How a call reaches Service Quotas: by a client passed in, or by one it makes and closes itself. */
export interface ServiceQuotasOptions {
  /** Client to use; it stays open. Default: one made from the other options. */
  readonly serviceQuotas?: ServiceQuotasClient | undefined;
  /** Region whose quotas are read: that of the jobs. Default: AWS_REGION, AWS_DEFAULT_REGION, or what the profile says. */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. Default: AWS_PROFILE, or `default`. */
  readonly profile?: string | undefined;
  /** URL of another endpoint, such as the emulator's. Default: AWS_ENDPOINT_URL_SERVICE_QUOTAS, or AWS's own. */
  readonly endpoint?: string | undefined;
  /** Ends the call; what is rejected with is `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
