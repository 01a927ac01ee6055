import type { BatchRecord, InvocationType } from '../../core/index.ts';

/**
 * A `BedrockRuntimeClient` of `@aws-sdk/client-bedrock-runtime`, by what is used of it: the package is optional, and its types are not
 * needed to read these.
 */
export interface RuntimeClient {
  send(command: never, options: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

/** How a call reaches Bedrock's runtime: by a client passed in, or by one it makes and closes itself. */
export interface RuntimeOptions {
  /** Client to use; it stays open. Default: one made from the three options below, by the SDK's default chain. */
  readonly runtime?: RuntimeClient | undefined;
  /** Default: AWS_REGION, AWS_DEFAULT_REGION, or what the profile says. */
  readonly region?: string | undefined;
  /** Profile of the shared configuration files. Default: AWS_PROFILE, or `default`. */
  readonly profile?: string | undefined;
  /** URL of another endpoint, such as the emulator's. Default: AWS_ENDPOINT_URL_BEDROCK_RUNTIME, or AWS's own. */
  readonly endpoint?: string | undefined;
}

/** Options of {@link askOnDemand}. */
export interface OnDemandOptions extends RuntimeOptions {
  /**
   * Model to ask, as InvokeModel and Converse take it. Ids of batch inference are the same, but for custom models, which need a deployment
   * of theirs; whether a model has a bare id in a region is AWS's to say.
   */
  readonly model: string;
  /** How it is asked. Default `InvokeModel`. */
  readonly invocationType?: InvocationType | undefined;
  /** Folder where answers are kept, made where there is none: `answers.jsonl`. The same folder goes on where it stopped. */
  readonly out: string;
  /** Most records that are asked at a time, 1 to 100. Default 4. */
  readonly concurrency?: number | undefined;
  /** Ends the call; what is rejected with is `signal.reason`. Answers on their way are lost, and paid for. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every record that was asked, and where Bedrock throttles. */
  readonly onProgress?: ((progress: OnDemandProgress) => void) | undefined;
}

/** How far a call is. */
export interface OnDemandProgress {
  /** Records that have their line in the file, those of earlier calls included. */
  readonly done: number;
  /** Whether this is told because Bedrock throttles, and a record waits before it is asked again. */
  readonly isThrottled: boolean;
}

/** Records to ask: each an object, or the bytes of a line of a shard. */
export type OnDemandRecords =
  | Iterable<BatchRecord | Uint8Array>
  | AsyncIterable<BatchRecord | Uint8Array>;

/** What became of the records of a call. */
export interface OnDemandReport {
  /** File with one line for each record, in the order of the answers and in the form of Bedrock's batch outputs. */
  readonly path: string;
  /** Records that were given. */
  readonly records: number;
  /** Those of them that had their line from an earlier call, and were not asked again. */
  readonly kept: number;
  /** Lines with a `modelOutput`, of earlier calls too. */
  readonly answered: number;
  /** Lines with an `error`, of earlier calls too. */
  readonly failed: number;
  /** Requests that were sent by this call. More than the records that were asked: some were repeated, and may have been paid for twice. */
  readonly requests: number;
}
