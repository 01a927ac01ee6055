import type { InvocationType } from '../../../core/index.ts';
import { decodePercent } from '../../http/raw-url.ts';

/** A model that is asked at once. */
export interface RoutedInvocation {
  readonly operation: InvocationType;
  /** As it stands in the path, decoded. */
  readonly modelId: string;
}

/** Source: request syntax of InvokeModel and Converse. */
const PATH = /^\/model\/([^/]+)\/(invoke|converse)$/;

/**
 * Finds out which model is asked at once, and how. Both bodies are a model input as it stands in a batch record: JSON, with bytes in
 * base64; so they are read without a schema, and so are the replies written.
 *
 * @throws {WireError} 400 `InvalidURI` when the percent-encoding of the path is broken.
 */
export function routeInvocation(method: string, rawPath: string): RoutedInvocation | undefined {
  const [, modelId, how] = (method === 'POST' && PATH.exec(rawPath)) || [];
  if (modelId === undefined) return undefined;
  return {
    operation: how === 'invoke' ? 'InvokeModel' : 'Converse',
    modelId: decodePercent(modelId),
  };
}
