import { type FinishReason, finishReasons } from '../../core/index.ts';
import type { Usage } from '../../models/index.ts';

/** What became of a record; `rejected` is a row that became none, for the build set it aside. */
export type OutcomeStatus = 'succeeded' | 'failed' | 'unprocessed' | 'missing' | 'rejected';

/** What can become of a record that was written. */
export type RecordStatus = Exclude<OutcomeStatus, 'rejected'>;

/** All five, in the order of reports. */
export const outcomeStatuses: readonly OutcomeStatus[] = [
  'succeeded',
  'failed',
  'unprocessed',
  'missing',
  'rejected',
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
  /**
   * `errorCode` of the output line, such as `400` or `ThrottlingException`, or one of our own for an output that Bedrock counts
   * as a success: `MODEL_OUTPUT` where an error stands inside it, `MODEL_OUTPUT_EMPTY` where it holds no answer,
   * `MODEL_OUTPUT_UNKNOWN` where it is nothing that the model's family answers, `MODEL_OUTPUT_ENCODING` where it is no UTF-8. Of a row
   * that the build set aside, the code of the first diagnostic that says why. Where answers are checked: `ANSWER_NOT_JSON`, or `ANSWER_INVALID`
   * where one does not fit the schema.
   */
  readonly code: string;
  readonly message: string;
  /**
   * Whether the same record may succeed another time: status 408, 424, 429 and 5xx or the names of these errors, null or `{}`
   * in place of an answer, or what the line says itself; an answer that is not what was asked for, unless it was cut off, filtered or refused.
   */
  readonly retryable: boolean;
  /** Where in the answer its schema found the first fault, such as `items[2].price`; empty for the answer itself. Only of `ANSWER_INVALID`. */
  readonly path?: string | undefined;
  /** What the schema expects there, where it says so in a word. */
  readonly expected?: string | undefined;
}

/** Where a retry asked a record again: in which round, and where it stands in the dataset of that round. */
export interface RetryPlace {
  /** 1-based. */
  readonly round: number;
  readonly job?: string | undefined;
  readonly shard?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
}

/**
 * What became of one record. Every record of a dataset has exactly one, and so has every row that shares the answer of one, and every
 * row that the build set aside.
 */
export interface Outcome<Answer = unknown> {
  /** Of a rejected row the id it would have had, which a record may have; empty where that is not known. */
  readonly recordId: string;
  /**
   * The record whose answer this row shares, for it has the very same model input: the outcome is the same but for `recordId`, `row` and
   * `usage`. Absent where the record was asked itself.
   */
  readonly askedAs?: string | undefined;
  readonly status: OutcomeStatus;
  /** Only where the record was asked on demand, and not by a job. */
  readonly asked?: 'on-demand' | undefined;
  /** Only where `status` is `unprocessed`. */
  readonly reason?: UnprocessedReason | undefined;
  /** `modelOutput` as Bedrock wrote it. */
  readonly output?: unknown;
  /** The answer's text without reasoning, where the family answers with text. */
  readonly text?: string | undefined;
  /** The value in `text`, only where answers are checked: as JSON, or as the schema gives it. Absent where the answer is not what was asked for. */
  readonly answer?: Answer | undefined;
  /** How the answer ended; a success with any other than `stop` and `tool-calls` is incomplete. */
  readonly finishReason?: FinishReason | undefined;
  /** Bedrock's own word for it, such as `end_turn`. */
  readonly stopReason?: string | undefined;
  /** Tokens that were paid for; they stand with the record that was asked, and not with rows that share its answer. */
  readonly usage?: Usage | undefined;
  readonly error?: OutcomeError | undefined;
  /** Folder of the job in the dataset: `jobs/0000`. Absent, as `shard` and `line` are, only where `status` is `rejected`. */
  readonly job?: string | undefined;
  /** Path of the shard in the dataset. */
  readonly shard?: string | undefined;
  /** 1-based line in the shard. */
  readonly line?: number | undefined;
  /** How often it was asked, once some records of the run were tried again; `job`, `shard` and `line` stay its own. Absent where nothing was. */
  readonly attempts?: number | undefined;
  /** Only where the outcome is that of a retry, which is better than what the run itself came to, or as good and later. */
  readonly retry?: RetryPlace | undefined;
  /** Only where `status` is `rejected`: 1-based number of the row in the source, counting over all of its files. */
  readonly rowNumber?: number | undefined;
  /** The row of the source, where a source was given. */
  readonly row?: unknown;
  /** The record as it was sent, where it was asked for. */
  readonly record?: unknown;
}

/** How an answer ended that is there and not whole: cut off, filtered, refused, or anything that is not known to be whole. */
export type IncompleteReason = Exclude<FinishReason, 'stop' | 'tool-calls'>;

/** All of them, in the order of reports. */
export const incompleteReasons: readonly IncompleteReason[] = Object.freeze(
  finishReasons.filter((reason) => reason !== 'stop' && reason !== 'tool-calls'),
);

/**
 * Tells why a success is incomplete; undefined for a complete one and for everything that is no success.
 *
 * @param outcome An outcome, or what is known of one.
 *
 * @example An answer that was cut off
 * ```ts
 * import { incompleteReason } from 'bedrock-batch/results';
 *
 * console.assert(incompleteReason({ status: 'succeeded', finishReason: 'length' }) === 'length');
 * console.assert(incompleteReason({ status: 'succeeded', finishReason: 'stop' }) === undefined);
 * ```
 */
export function incompleteReason({
  status,
  finishReason,
}: Pick<Outcome, 'status' | 'finishReason'>): IncompleteReason | undefined {
  if (status !== 'succeeded' || finishReason === 'stop' || finishReason === 'tool-calls')
    return undefined;
  return finishReason;
}
