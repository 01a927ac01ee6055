/** The operations of Service Quotas that the emulator serves. */
export type OperationName =
  | 'GetAWSDefaultServiceQuota'
  | 'GetServiceQuota'
  | 'ListAWSDefaultServiceQuotas'
  | 'ListServiceQuotas';

/** Requests and replies of Service Quotas as the SDK's own schemas define them. */
export interface ServiceQuotasWire {
  /** Finds the operation that an `x-amz-target` header names. */
  route(target: string): OperationName | undefined;
  /** @throws {WireError} 400 `SerializationException` where the body is no JSON of the operation's shape. */
  decode(operation: OperationName, body: Uint8Array): Promise<Readonly<Record<string, unknown>>>;
  encode(operation: OperationName, reply: Readonly<Record<string, unknown>>): Uint8Array;
}
