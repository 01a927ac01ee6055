import { decodePercent } from '../../http/raw-url.ts';
import type { ControlOperation, OperationName } from './bedrock-wire.ts';

/** A model that is asked at once, or how many tokens it would read. */
export interface RoutedInvocation {
  readonly operation: RuntimeOperation;
  /** As it stands in the path, decoded. */
  readonly modelId: string;
}

/** Operations of Bedrock's runtime that the emulator serves. */
type RuntimeOperation = Exclude<OperationName, ControlOperation>;

/** Source: request syntax of InvokeModel, Converse and CountTokens. */
const PATH = /^\/model\/([^/]+)\/(invoke|converse|count-tokens)$/;

const OPERATIONS: Readonly<Record<string, RuntimeOperation>> = {
  invoke: 'InvokeModel',
  converse: 'Converse',
  'count-tokens': 'CountTokens',
};

/**
 * Finds out which model is asked at once, and how. The bodies of the first two are a model input as it stands in a batch
 * record: JSON, with bytes in base64; so they are read without a schema, and so are the replies written.
 *
 * @throws {WireError} 400 `InvalidURI` when the percent-encoding of the path is broken.
 */
export function routeInvocation(method: string, rawPath: string): RoutedInvocation | undefined {
  const [, modelId, how = ''] = (method === 'POST' && PATH.exec(rawPath)) || [];
  const operation = OPERATIONS[how];
  if (modelId === undefined || operation === undefined) return undefined;
  return { operation, modelId: decodePercent(modelId) };
}
