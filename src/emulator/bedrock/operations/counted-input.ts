import { type InvocationType, isObject } from '../../../core/index.ts';
import { unreadable } from '../../json-service/refusals.ts';

/** What CountTokens is asked about. */
export interface CountedInput {
  readonly invocationType: InvocationType;
  /** JSON. */
  readonly modelInput: Uint8Array;
}

/**
 * Reads the body of CountTokens: a union of a model input in base64 and members of a Converse request.
 * Source: CountTokensInput in the API model of the runtime.
 *
 * @throws {WireError} 400 `SerializationException` where it is neither.
 */
export function readCountedInput(body: Uint8Array): CountedInput {
  const input = member(parse(body), 'input');
  const invokeModel = member(member(input, 'invokeModel'), 'body');
  const converse = member(input, 'converse');
  if (typeof invokeModel === 'string' && converse === undefined) {
    return { invocationType: 'InvokeModel', modelInput: Buffer.from(invokeModel, 'base64') };
  }
  if (invokeModel !== undefined || !isObject(converse)) {
    throw unreadable('its input is neither an invokeModel with a body nor a converse');
  }
  return { invocationType: 'Converse', modelInput: Buffer.from(JSON.stringify(converse)) };
}

function member(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    throw unreadable('it is no JSON');
  }
}
