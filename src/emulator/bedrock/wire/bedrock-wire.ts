import type { InvocationType } from '../../../core/index.ts';

/** The operations of Bedrock that the emulator serves. */
export type OperationName =
  | 'CreateModelInvocationJob'
  | 'GetModelInvocationJob'
  | 'ListModelInvocationJobs'
  | 'ListFoundationModels'
  | 'ListTagsForResource'
  | 'StopModelInvocationJob'
  | 'InvokeModel'
  | 'Converse'
  | 'CountTokens';

/** Those of its control plane. */
export type ControlOperation = Exclude<OperationName, InvocationType | 'CountTokens'>;

/** A request that was matched to its operation. */
export interface RoutedRequest {
  readonly operation: ControlOperation;
  /** Values of the placeholders in the operation's path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A request as far as decoding needs it. */
export interface WireRequest {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

/** Requests and replies of Bedrock's control plane as the SDK's own schemas define them. */
export interface BedrockWire {
  /** Finds the operation of a method and an undecoded path. */
  route(method: string, rawPath: string): RoutedRequest | undefined;
  /** @throws {WireError} 400 `SerializationException` where the body is no JSON of the operation's shape. */
  decode(
    operation: ControlOperation,
    request: WireRequest,
  ): Promise<Readonly<Record<string, unknown>>>;
  encode(operation: ControlOperation, reply: Readonly<Record<string, unknown>>): Uint8Array;
}
