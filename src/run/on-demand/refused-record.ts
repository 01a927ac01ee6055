import { isObject } from '../../core/index.ts';
import { inBetween } from '../../io/index.ts';

/** Why a record failed, as it stands in an output line. */
export interface RecordFailure {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/**
 * Statuses that speak of the one request: what the model made of it, or how long it took. Source: errors of InvokeModel and Converse
 * in the API model of the runtime. Of the others, 403, 404, 429 and 503 hold for all records.
 */
const OF_THE_RECORD: ReadonlySet<number> = new Set([408, 413, 424, 500]);

/** Names of a 400 that speak of the body; others speak of quotas or of the caller. */
const OF_THE_BODY: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException']);

/**
 * What a 400 says of the model or the account, whatever the body. Source: user reports of 2024 to 2026, such as langchain-aws #1019 and
 * modelbench #1654, and the facts of jobs; a text that is not known here fails its record alone.
 */
const OF_THE_MODEL =
  /on-demand throughput|model identifier is invalid|at 'modelId'|action doesn.t support the model|model has no form|use case details|account is not authorized|end of its life/i;

/**
 * Tells what an error of the SDK says of the record that was asked; undefined for one that holds for all of them, or of which nothing is
 * known, such as a connection that broke.
 */
export function refusedRecord(error: unknown): RecordFailure | undefined {
  const { name, message, $metadata } = isObject(error) ? error : {};
  const status = isObject($metadata) ? $metadata['httpStatusCode'] : undefined;
  if (typeof status !== 'number' || inBetween(error) !== undefined) return undefined;
  const text = typeof message === 'string' ? message : String(name);
  const isOfRecord =
    OF_THE_RECORD.has(status) ||
    (status === 400 && OF_THE_BODY.has(String(name)) && !OF_THE_MODEL.test(text));
  return isOfRecord ? { errorCode: status, errorMessage: text } : undefined;
}

/** Whether Bedrock asks to be asked later: 429 in the API model, for too many requests or a model that is not ready. */
export function isThrottled(error: unknown): boolean {
  const metadata = isObject(error) ? error['$metadata'] : undefined;
  const status = isObject(metadata) ? metadata['httpStatusCode'] : undefined;
  return status === 429 && inBetween(error) === undefined;
}
