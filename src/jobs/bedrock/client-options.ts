import type { BedrockClient } from '@aws-sdk/client-bedrock';

/** Where a client of Bedrock calls, and as whom. */
export interface BedrockClientOptions {
  /** Region of the jobs. Default: AWS_REGION, AWS_DEFAULT_REGION, or what the profile says. */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. Default: AWS_PROFILE, or `default`. */
  readonly profile?: string | undefined;
  /** URL of another endpoint, such as the emulator's. Default: AWS_ENDPOINT_URL_BEDROCK, or AWS's own. */
  readonly endpoint?: string | undefined;
}

/** How a call reaches Bedrock: by a client passed in, or by one it makes and closes itself. */
export interface BedrockOptions extends BedrockClientOptions {
  /** Client to use; it stays open. Default: one made from the other options. */
  readonly bedrock?: BedrockClient | undefined;
  /** Ends the call; what is rejected with is `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
