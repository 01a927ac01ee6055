import type { Usage } from '../models/index.ts';

/** What became of a record. */
export type OutcomeStatus = 'succeeded' | 'failed' | 'unprocessed' | 'missing';

/** All four, in the order of reports. */
export const outcomeStatuses: readonly OutcomeStatus[] = [
  'succeeded',
  'failed',
  'unprocessed',
  'missing',
];

/** Why a record was not processed. */
export type UnprocessedReason =
  | 'stopped'
  | 'expired'
  | 'timed-out'
  | 'job-failed'
  | 'not-submitted';

/** Why a record failed. */
export interface OutcomeError {
  /** `errorCode` of the output line, such as `400`; `MODEL_OUTPUT` for an error inside an output that counts as a success. */
  readonly code: string;
  readonly message: string;
  /** Whether the same record may succeed another time: status 408, 424, 429 and 5xx, or what the line says itself. */
  readonly retryable: boolean;
}

/**
 * What became of one record. Every record of a dataset has exactly one.
 */
export interface Outcome {
  readonly recordId: string;
  readonly status: OutcomeStatus;
  /** Only where `status` is `unprocessed`. */
  readonly reason?: UnprocessedReason | undefined;
  /** `modelOutput` as Bedrock wrote it. */
  readonly output?: unknown;
  /** The answer's text, where the family answers with text. */
  readonly text?: string | undefined;
  readonly stopReason?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly error?: OutcomeError | undefined;
  /** Folder of the job in the dataset: `jobs/0000`. */
  readonly job: string;
  /** Path of the shard in the dataset. */
  readonly shard: string;
  /** 1-based line in the shard. */
  readonly line: number;
  /** The row of the source, where a source was given. */
  readonly row?: unknown;
  /** The record as it was sent, where it was asked for. */
  readonly record?: unknown;
}
