import { isObject } from '../../core/index.ts';
import { abortable, jsonReply, noteSending, refuseUnclear } from '../../io/index.ts';
import { type ModelRequest, type RuntimeSdk, withRawBody } from './aws-runtime.ts';
import { countTokensBody } from './count-tokens-body.ts';
import type { RuntimeClient } from './on-demand-options.ts';

/** Asks how many tokens a model input has. The model input becomes no value of the SDK, so it is counted as it stands. */
export async function askForTokens(
  sdk: RuntimeSdk,
  client: RuntimeClient,
  { modelId, invocationType, modelInput, signal }: ModelRequest,
): Promise<number> {
  const command = withRawBody(
    new sdk.CountTokensCommand({ modelId }),
    countTokensBody(modelInput, invocationType),
  );
  refuseUnclear(command, jsonReply);
  const send = () => client.send(command as never, abortable(signal));
  return tokensIn(await noteSending(command, send));
}

function tokensIn(reply: unknown): number {
  const tokens = isObject(reply) ? reply['inputTokens'] : undefined;
  if (typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= 0) return tokens;
  throw new Error('The reply to CountTokens has no inputTokens');
}
