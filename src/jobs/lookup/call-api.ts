import type { Waiting } from '../bedrock/backoff.ts';
import { type ApiOperation, ask } from '../bedrock/bedrock-calls.ts';
import { withBedrock } from '../bedrock/bedrock-client.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { readPatiently } from '../bedrock/retryable.ts';

/** Operations that may be sent again: they only read, or say the same twice. */
const REPEATABLE: ReadonlySet<ApiOperation> = new Set<ApiOperation>([
  'GetModelInvocationJob',
  'ListModelInvocationJobs',
  'StopModelInvocationJob',
  'ListTagsForResource',
]);

/** Options of {@link callApi}. */
export interface CallApiOptions extends BedrockOptions, Waiting {}

/**
 * Sends one request to Bedrock as it is, and gives the answer as it is, with times as `Date`.
 *
 * The request is not checked here.
 *
 * @throws {JobError} what Bedrock refuses; `JOB_REPLY_UNKNOWN` where a job may have been made.
 */
export function callApi(
  operation: ApiOperation,
  request: object,
  options: CallApiOptions,
): Promise<Readonly<Record<string, unknown>>> {
  return withBedrock(options, (bedrock) => {
    const send = () => ask({ bedrock, signal: options.signal }, operation, request);
    return REPEATABLE.has(operation) ? readPatiently(send, options) : send();
  });
}
