import type { InvocationType } from '../../core/index.ts';
import { memberSpans } from '../../engine/index.ts';

/** Members of a Converse request that CountTokens takes. Source: ConverseTokensRequest in the API model of the runtime. */
const CONVERSE_MEMBERS: readonly string[] = [
  ...['messages', 'system', 'toolConfig', 'additionalModelRequestFields'],
];

/**
 * Writes the body of CountTokens for a model input. What the model input says as JSON goes along untouched; of a Converse request, members
 * that CountTokens does not know, such as `inferenceConfig`, are left out.
 *
 * @param modelInput JSON, one object.
 */
export function countTokensBody(modelInput: Uint8Array, invocationType: InvocationType): Buffer {
  if (invocationType === 'InvokeModel') {
    const body = Buffer.from(modelInput).toString('base64');
    return Buffer.from(`{"input":{"invokeModel":{"body":"${body}"}}}`);
  }
  const spans = memberSpans(modelInput);
  const members = CONVERSE_MEMBERS.flatMap((key) => {
    const value = spans.get(key);
    return value === undefined ? [] : [Buffer.concat([Buffer.from(`,"${key}":`), value])];
  });
  const converse = Buffer.concat(members).subarray(1);
  return Buffer.concat([Buffer.from('{"input":{"converse":{'), converse, Buffer.from('}}}')]);
}
