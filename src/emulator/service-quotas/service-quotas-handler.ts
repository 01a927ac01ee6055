import type { Fault } from '../http/fault.ts';
import type { RequestHandler } from '../http/request-handler.ts';
import type { WireError } from '../http/wire-error.ts';
import { createJsonHandler } from '../json-service/json-handler.ts';
import type {
  ErrorReply,
  JsonCall,
  JsonService,
  VerifiedRequest,
} from '../json-service/json-service.ts';
import type { Credentials } from '../signature/credentials.ts';
import { headerValue } from '../signature/read-signature.ts';
import type { QuotaOperations } from './quota-operations.ts';
import { noSuchOperation } from './refusals.ts';
import type { OperationName, ServiceQuotasWire } from './service-quotas-wire.ts';

/** A call to Service Quotas, as a test may want to make it fail. */
export interface ServiceQuotasCall {
  /** Name in the API, such as `ListServiceQuotas`. */
  readonly operation: OperationName;
  /** Which call of the operation it is, from 1; pages and retries count. */
  readonly count: number;
}

/** Decides for each call that is in order whether something goes wrong with it. */
export type ServiceQuotasFaults = (call: ServiceQuotasCall) => Fault | undefined;

/** Options of {@link createServiceQuotasHandler}. */
export interface ServiceQuotasHandlerOptions {
  readonly operations: QuotaOperations;
  readonly credentials: readonly Credentials[];
  readonly region: string;
  readonly faults?: ServiceQuotasFaults | undefined;
}

const LONGEST_BODY = 1 << 16;

/** Makes the handler of Service Quotas. Its SDK is loaded with the first call. Memory: one body of at most 64 KiB per request. */
export function createServiceQuotasHandler(options: ServiceQuotasHandlerOptions): RequestHandler {
  return createJsonHandler(new QuotaService(options.operations), options);
}

class QuotaService implements JsonService<OperationName> {
  readonly name = 'servicequotas';
  readonly contentType = 'application/x-amz-json-1.1';
  readonly takesBearerTokens = false;
  readonly internalError = 'ServiceException';
  readonly #operations: QuotaOperations;
  #wire: Promise<ServiceQuotasWire> | undefined;

  constructor(operations: QuotaOperations) {
    this.#operations = operations;
  }

  longestBody(): number {
    return LONGEST_BODY;
  }

  async read(request: VerifiedRequest): Promise<JsonCall<OperationName>> {
    const wire = await this.#loadWire();
    const target = headerValue(request, 'x-amz-target') ?? '';
    const operation = wire.route(target);
    if (operation === undefined) throw noSuchOperation(target);
    const input = await wire.decode(operation, request.body);
    return {
      operation,
      perform: () => wire.encode(operation, this.#operations.perform(operation, input)),
    };
  }

  #loadWire(): Promise<ServiceQuotasWire> {
    this.#wire ??= import('./aws-service-quotas-wire.ts').then((module) =>
      module.createServiceQuotasWire(),
    );
    return this.#wire;
  }

  /** AWS JSON 1.1 names the error in the body. */
  errorReply({ code, message }: WireError): ErrorReply {
    return { body: { __type: code, Message: message } };
  }
}
